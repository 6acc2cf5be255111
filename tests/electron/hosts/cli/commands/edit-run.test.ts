import { readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createFakeApp } from '../../../../support/fake-app.ts'
import { createToldUpkeep } from '../../../upkeep/upkeep-support.ts'
import { createTestCli, type TestCliOptions } from '../test-cli.ts'

const paid = ['--model', 'runflow/reve/edit', '--prompt', 'make it warm']

function cliWithPictures(names: readonly string[] = ['a.jpg', 'b.jpg', 'c.jpg'], options: TestCliOptions = {}) {
  const cli = createTestCli(options)
  cli.addPictures(names)
  return cli
}

describe('--json', () => {
  it('prints a quote, each change of an item and the batch last, and nothing else', async () => {
    const cli = cliWithPictures(['a.jpg', 'b.jpg'])
    writeFileSync(cli.path('photos', 'b.jpg'), 'broken')
    expect(await cli.run('edit', 'photos', ...paid, '--yes', '--json')).toBe(3)
    const lines = cli.lines()
    const batch = cli.app.engine.batches.list(1)[0]!
    expect(lines[0]).toMatchObject({ type: 'quote', batchId: batch.id, send: 1, unreadable: 1 })
    expect(lines.at(-1)).toEqual({
      type: 'batch',
      batchId: batch.id,
      number: 1,
      status: 'done',
      counts: { done: 1, failed: 1 },
      chargedUsd: 0.04,
      pause: null,
    })
    const items = lines.slice(1, -1)
    expect(items.every(({ type }) => type === 'item')).toBe(true)
    const good = items.filter(({ source }) => source === cli.path('photos', 'a.jpg'))
    expect(good.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['preparing', 'reserved', 'submitting', 'accepted', 'fetching', 'finishing', 'done']),
    )
    expect(Object.keys(good.at(-1)!)).toEqual(['type', 'itemId', 'source', 'status', 'outputs', 'chargedUsd', 'error'])
    expect(good.at(-1)).toMatchObject({
      outputs: [cli.path('lightbench-edits', 'a.png')],
      chargedUsd: 0.04,
      error: null,
    })
    const bad = items.filter(({ source }) => source === cli.path('photos', 'b.jpg'))
    expect(bad).toMatchObject([
      { status: 'failed', error: { code: 'picture-unreadable', message: 'The picture is cut off.' } },
    ])
  })

  it('says a failure as one error line with its next step', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--json')).toBe(2)
    const lines = cli.lines()
    expect(lines.map(({ type }) => type)).toEqual(['quote', 'error'])
    expect(lines[1]).toMatchObject({ code: 'invalid-request', nextStep: expect.stringContaining('--yes') as string })
  })

  it('tells the reason of a pause in the batch line', async () => {
    const cli = cliWithPictures()
    expect(await cli.run('edit', 'photos', ...paid, '--yes', '--json', '--cap', '0.04')).toBe(4)
    expect(cli.lines().at(-1)).toMatchObject({ type: 'batch', status: 'paused', pause: { code: 'cap-reached' } })
  })
})

describe('Ctrl-C', () => {
  it('stops sending, says what is charged, and still collects what was sent', async () => {
    const cli = cliWithPictures(Array.from({ length: 60 }, (_, index) => `${index}.jpg`))
    const { poll } = cli.app.provider
    let polls = 0
    cli.app.provider.poll = (...args) => {
      polls += 1
      if (polls === 3) cli.interrupt()
      return poll(...args)
    }
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(4)
    const sent = cli.app.provider.submitted.length
    expect(sent).toBeLessThan(60)
    expect(cli.noted()).toMatch(/Nothing more is sent\. \d+ pictures? already under way/)
    expect(cli.noted()).toContain('$0.08 is charged so far, and up to $')
    expect(cli.printed()).toContain(`${sent} done`)
    expect(readdirSync(cli.path('lightbench-edits'))).toHaveLength(sent)
    expect(await cli.run('resume')).toBe(0)
    expect(cli.app.provider.submitted).toHaveLength(60)
  })

  it('leaves at once when it is pressed twice, and loses nothing', async () => {
    const cli = cliWithPictures()
    let isAnswering = false
    const { poll } = cli.app.provider
    cli.app.provider.poll = (...args) => {
      if (isAnswering) return poll(...args)
      cli.interrupt()
      cli.interrupt()
      return Promise.resolve({ kind: 'working', statusCode: 'processing' })
    }
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(4)
    const sent = cli.app.provider.submitted.length
    expect(sent).toBeGreaterThan(0)
    expect(cli.app.openLeases).toBe(0)
    isAnswering = true
    expect(await cli.run('resume', '1')).toBe(0)
    expect(cli.app.provider.submitted).toHaveLength(3)
    expect(cli.app.engine.views.batch(cli.app.engine.batches.find('1')).charged).toBe(120_000_000)
  })

  it('ends the reading of pictures before anything is stored', async () => {
    const cli = cliWithPictures(['a.jpg'], { canRedraw: true })
    const { redraw } = cli.terminal
    Object.assign(cli.terminal, {
      redraw: (text: string) => {
        redraw(text)
        cli.interrupt()
      },
    })
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(4)
    expect(cli.app.engine.batches.list(1)).toEqual([])
  })
})

describe('another process with the library', () => {
  it('is named and waited for', async () => {
    const cli = cliWithPictures(['a.jpg'])
    cli.app.otherHolders.push('desktop, process 7', 'desktop, process 7', 'desktop, process 7')
    expect(await cli.run('edit', 'photos', '--grayscale')).toBe(0)
    expect(cli.noted()).toContain('being used by desktop, process 7')
    expect(cli.app.library.clock.waits.filter((ms) => ms === 500)).toHaveLength(3)
    expect(cli.app.openLeases).toBe(0)
  })

  it('can be left waiting for; the batch stays for “resume”', async () => {
    const cli = cliWithPictures(['a.jpg'])
    cli.app.otherHolders.push(...Array.from({ length: 5 }, () => 'desktop, process 7'))
    const { sleep } = cli.app.library.clock
    Object.assign(cli.app.library.clock, {
      sleep: (ms: number, signal: AbortSignal) => {
        cli.interrupt()
        return sleep(ms, signal)
      },
    })
    expect(await cli.run('edit', 'photos', '--grayscale')).toBe(4)
    expect(cli.app.engine.batches.list(1)).toMatchObject([{ status: 'paused', pause: { code: 'library-busy' } }])
    Object.assign(cli.app.library.clock, { sleep })
    cli.app.otherHolders.length = 0
    expect(await cli.run('resume')).toBe(0)
  })
})

describe('progress', () => {
  it('is a bar on a terminal, and gone afterwards', async () => {
    const cli = cliWithPictures(['a.jpg', 'b.jpg'], { canRedraw: true })
    const { poll } = cli.app.provider
    cli.app.provider.poll = (...args) => {
      cli.tick()
      return poll(...args)
    }
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(0)
    expect(cli.terminal.drawn.some((line) => /^[▓░]+ {2}[01]\/2 · \d running/.test(line))).toBe(true)
    expect(cli.terminal.drawn.at(-1)).toBe('')
    expect(cli.terminal.drawn.every((line) => line.length < 100)).toBe(true)
  })

  it('is a line now and then elsewhere', async () => {
    const cli = cliWithPictures(Array.from({ length: 30 }, (_, index) => `${index}.jpg`))
    const { poll } = cli.app.provider
    cli.app.provider.poll = (...args) => {
      cli.tick()
      return poll(...args)
    }
    expect(await cli.run('edit', 'photos', ...paid, '--yes')).toBe(0)
    const lines = cli.terminal.noted.filter((line) => /^\d+\/30/.test(line))
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(cli.terminal.drawn).toEqual([])
  })
})

it('has results looked at while it runs, and ends without waiting for the rest', async () => {
  const { told, upkeep } = createToldUpkeep()
  const app = Object.assign(createFakeApp(), { upkeep })
  const cli = createTestCli({ app })
  cli.addPictures(['a.jpg'])
  expect(await cli.run('edit', 'photos', '--grayscale')).toBe(0)
  expect(told).toEqual(['begin', 'stop'])
})
