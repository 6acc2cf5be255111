import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createPlace, hash, reve } from './place.ts'
import { jsonLines, runMain } from './run-main.ts'

describe('the program', () => {
  it('edits pictures on this machine and leaves the originals as they were', async () => {
    const { run, path } = await createPlace()
    const before = hash(path('photos', 'p0.jpg'))
    const { code, out, err } = await run('edit', 'photos', '--grayscale', '--resize', '60')
    expect(code, err).toBe(0)
    expect(out).toContain('Batch 1 is done: 3 done')
    expect(out + err).not.toContain('\u001b')
    const result = path('lightbench-edits', 'p0.jpg')
    expect(await sharp(result).metadata()).toMatchObject({ width: 60, height: 40 })
    expect(hash(path('photos', 'p0.jpg'))).toBe(before)

    const again = await run('edit', 'photos', '--grayscale', '--resize', '60', '--json')
    expect(jsonLines(again).at(-1)).toMatchObject({ type: 'batch', status: 'done', counts: { skipped: 3 } })
    expect((await run('verify')).out).toBe('3 results: 3 unchanged\n')
    const report = await run('report', '1', '--out', 'report.html')
    expect(report.code, report.err).toBe(0)
    expect(readFileSync(path('report.html'), 'utf8').match(/<img /g)).toHaveLength(6)
  })

  it('practises with a paid model without key, network and cost', async () => {
    const { run, path } = await createPlace(2)
    const practice = await run('edit', 'photos', ...reve, '--practice', '--json')
    expect(practice.code, practice.err).toBe(0)
    const lines = jsonLines(practice)
    expect(lines[0]).toMatchObject({ type: 'quote', mode: 'practice', send: 2, worstCaseUsd: 0.08 })
    expect(lines.at(-1)).toMatchObject({ type: 'batch', counts: { done: 2 }, chargedUsd: 0.08 })
    expect(new Set(lines.map(({ type }) => type))).toEqual(new Set(['quote', 'item', 'batch']))
    expect(readdirSync(path('lightbench-edits'))).toHaveLength(2)
    expect((await run('balance', 'runflow', '--practice')).out).toBe('Runflow: $24.92\n')
  })

  it('shows a quote and touches nothing with --dry-run', async () => {
    const { run, folder } = await createPlace()
    const { code, out } = await run('edit', 'photos', ...reve, '--name', 'x-{index}', '--dry-run')
    expect(code).toBe(0)
    expect(out).toContain('p0.jpg → x-1')
    expect(readdirSync(folder).toSorted()).toEqual(['home', 'photos'])
    expect((await run('history')).err).toContain('Nothing was done yet')
  })

  it('makes no library for help, models and mistakes', async () => {
    const { run, home } = await createPlace(0)
    expect((await run('--help')).code).toBe(0)
    expect((await run('models')).code).toBe(0)
    expect((await run('edit', 'photos', '--param', 'frob=1')).code).toBe(2)
    expect(existsSync(home)).toBe(false)
  })

  it('collects what was sent when it is asked to end, and goes on later', async () => {
    const { run, folder, home, path } = await createPlace(12)
    let isAsked = false
    const stopped = await runMain(['edit', 'photos', ...reve, '--practice'], {
      home,
      cwd: folder,
      onOutput: (text, kill) => {
        if (isAsked || !/^\d+\/12/m.test(text)) return
        isAsked = true
        kill('SIGTERM')
      },
    })
    expect(stopped.code, stopped.err).toBe(4)
    expect(stopped.err).toContain('Nothing more is sent.')
    const collected = readdirSync(path('lightbench-edits')).length
    expect(collected).toBeGreaterThan(0)
    expect(collected).toBeLessThan(12)
    expect(stopped.out).toContain(`${collected} done`)
    const resumed = await run('resume')
    expect(resumed.code, resumed.err).toBe(0)
    expect(readdirSync(path('lightbench-edits'))).toHaveLength(12)
    expect(resumed.out).toContain('$0.48 of practice money')
  })

  it('keeps a key out of everything it prints and writes', async () => {
    const { folder, home } = await createPlace(1)
    const key = 'rf-canary-key-58213'
    const environment = { RUNFLOW_API_KEY: key, LIGHTBENCH_RUNFLOW_URL: 'http://127.0.0.1:9' }
    const texts: string[] = []
    for (const args of [
      ['keys', 'list'],
      ['keys', 'test', 'runflow'],
      ['edit', 'photos', ...reve, '--yes'],
    ]) {
      const { out, err } = await runMain(args, { home, cwd: folder, environment })
      texts.push(out, err)
    }
    for (const name of readdirSync(home, { recursive: true, withFileTypes: true })) {
      if (name.isFile()) texts.push(readFileSync(join(name.parentPath, name.name), 'latin1'))
    }
    expect(texts.join('\n')).not.toContain(key)
    expect(texts[0]).toContain('from RUNFLOW_API_KEY')
  })

  it('refuses a service address that a key must not be sent to', async () => {
    const { folder, home } = await createPlace(1)
    const environment = { LIGHTBENCH_RUNFLOW_URL: 'http://example.com' }
    const { code, err } = await runMain(['balance'], { home, cwd: folder, environment })
    expect(code).toBe(2)
    expect(err).toContain('LIGHTBENCH_RUNFLOW_URL')
  })
})
