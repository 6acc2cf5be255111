import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLogger, type LoggerOptions } from '../../../electron/log/logger.ts'
import { AppError } from '../../../shared/errors.ts'

const canary = 'rf_canary_4711'
let base: string
let folder: string
let now: Date

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'lightbench-log-'))
  folder = join(base, 'library/logs')
  now = new Date('2026-03-01T23:59:58Z')
})
afterEach(() => rm(base, { recursive: true, force: true }))

function create(options: Partial<LoggerOptions> = {}) {
  return createLogger({ folder, now: () => now, ...options })
}

async function lines(name = 'lightbench-2026-03-01.log'): Promise<Record<string, unknown>[]> {
  const text = await readFile(join(folder, name), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the log', () => {
  it('is one line of JSON for each call, in order, from its level on', async () => {
    const log = create()
    log.debug('not this')
    log.info('started', { version: '0.1.0' })
    log.warn('two\nlines', ['a'])
    log.error('failed', new AppError('disk-full', 'The drive is full.', { cause: new Error('ENOSPC') }))
    await log.flush()
    expect(await lines()).toMatchObject([
      {
        time: '2026-03-01T23:59:58.000Z',
        level: 'info',
        pid: process.pid,
        message: 'started',
        details: { version: '0.1.0' },
      },
      { level: 'warn', message: 'two\nlines', details: ['a'] },
      { level: 'error', details: { message: 'The drive is full.', cause: { message: 'ENOSPC' } } },
    ])
  })

  it('is readable by its owner alone', async () => {
    const log = create()
    log.info('x')
    await log.flush()
    expect((await stat(join(folder, 'lightbench-2026-03-01.log'))).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('never holds a key, wherever the key turns up', async () => {
    const log = create({ level: 'debug' })
    log.addSecret(canary)
    const error = Object.assign(new Error(`401 for ${canary}`, { cause: { headers: [`Key ${canary}`] } }), {
      url: `https://h/?k=${canary}`,
    })
    log.error(`failed with ${canary}`, error)
    log.debug('fields', new Map([[canary, new Set([`x${canary}`])]]))
    log.info('bytes', { url: new URL(`https://h/x?signature=abc#${canary}`), nested: [{ [canary]: canary }] })
    await log.flush()
    expect(await readFile(join(folder, 'lightbench-2026-03-01.log'), 'utf8')).not.toMatch(/4711|signature=/)
    expect(await lines()).toHaveLength(3)
  })

  it('holds nothing a terminal would obey', async () => {
    const log = create()
    log.info('\u001b[31m \u009b31m \u202e \u2028', '\u007f')
    await log.flush()
    const text = await readFile(join(folder, 'lightbench-2026-03-01.log'), 'utf8')
    expect(text.trimEnd()).toMatch(/^[\x20-\x7e]*$/)
    expect(await lines()).toMatchObject([{ message: '\u001b[31m \u009b31m \u202e \u2028', details: '\u007f' }])
  })

  it('starts a new file each day', async () => {
    const log = create()
    log.info('before midnight')
    now = new Date('2026-03-02T00:00:01Z')
    log.info('after midnight')
    await log.flush()
    expect(await lines('lightbench-2026-03-01.log')).toMatchObject([{ message: 'before midnight' }])
    expect(await lines('lightbench-2026-03-02.log')).toMatchObject([{ message: 'after midnight' }])
  })

  it('puts full files aside and keeps the newest', async () => {
    const log = create({ maxBytes: 300, keep: 3 })
    for (let count = 0; count < 12; count += 1) {
      log.info(`line ${count}`, 'x y '.repeat(20))
      await log.flush()
    }
    const names = (await readdir(folder)).sort()
    expect(names).toHaveLength(3)
    const texts = await Promise.all(names.map((name) => lines(name)))
    const messages = texts.flat().map(({ message }) => message)
    expect(messages).toContain('line 11')
    expect(messages).not.toContain('line 0')
    expect(await lines()).toMatchObject([{ message: 'line 11' }])
    for (const name of names) expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(300)
  })

  it('removes no file that is not a log', async () => {
    const log = create({ keep: 1 })
    log.info('x')
    await log.flush()
    await writeFile(join(folder, 'notes.txt'), '')
    await writeFile(join(folder, 'lightbench-2026-03-01.log.bak'), '')
    now = new Date('2026-03-02T00:00:01Z')
    log.info('y')
    await log.flush()
    expect((await readdir(folder)).sort()).toEqual([
      'lightbench-2026-03-01.log.bak',
      'lightbench-2026-03-02.log',
      'notes.txt',
    ])
  })
})

describe('a log that cannot be written', () => {
  it('counts what it lost, says so once, and never throws', async () => {
    await writeFile(join(base, 'library'), 'a file where the folder should be')
    const told: string[] = []
    const log = create({ onFailure: (message) => told.push(message) })
    log.info('one')
    log.info('two')
    await log.flush()
    log.info('three')
    await log.flush()
    expect(log.lostLines()).toBe(3)
    expect(told).toEqual([expect.stringContaining(folder)])
  })

  it('goes on when the disk is back', async () => {
    await writeFile(join(base, 'library'), '')
    const log = create({
      onFailure: () => {
        throw new Error('nobody listens')
      },
    })
    log.info('lost')
    await log.flush()
    await rm(join(base, 'library'))
    log.info('kept')
    await log.flush()
    expect(await lines()).toMatchObject([{ message: 'kept' }])
  })

  it('does not fill the memory while it waits', async () => {
    const log = create()
    for (let count = 0; count < 3_000; count += 1) log.info('x', 'word '.repeat(700))
    await log.flush()
    expect(log.lostLines()).toBeGreaterThan(2_000)
    const lost = log.lostLines()
    for (let count = 0; count < 100; count += 1) log.info('after', 'word '.repeat(700))
    await log.flush()
    expect(log.lostLines()).toBe(lost)
    expect((await lines()).filter(({ message }) => message === 'after')).not.toEqual([])
  })
})
