import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../electron/library/file-system.ts'
import { capsOf, type Settings } from '../../../electron/settings/settings-schema.ts'
import { createSettingsFile } from '../../../electron/settings/settings.ts'
import { AppError } from '../../../shared/errors.ts'
import { createFaultyFileSystem } from '../../support/faulty-file-system.ts'

let base: string
let folder: string
let path: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'lightbench-settings-'))
  folder = join(base, 'library')
  path = join(folder, 'settings.json')
})
afterEach(() => rm(base, { recursive: true, force: true }))

async function write(content: unknown): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content))
}

const withDay =
  (dayUsd: string | null) =>
  (settings: Settings): Settings => ({ ...settings, caps: { ...settings.caps, dayUsd } })

const addDollar = (settings: Settings): Settings => withDay(String(Number(settings.caps.dayUsd ?? '0') + 1))(settings)

describe('settings', () => {
  it('are the defaults where there is no file, and no file is made by reading', async () => {
    expect(await createSettingsFile(nodeFileSystem, folder).read()).toEqual({
      caps: { dayUsd: null, monthUsd: null, batchUsd: null },
      concurrency: { runflow: null, aimlapi: null, local: null },
      upload: { gps: false },
      window: { mode: 'paid', theme: 'system', language: null, notifications: true },
      aimlapi: { imageStrategy: 'auto' },
      runflow: { callbackUrl: null },
      output: { folder: null, recent: [] },
    })
    expect(await readdir(base)).toEqual([])
  })

  it('are what was stored, for the owner alone', async () => {
    await createSettingsFile(nodeFileSystem, folder).update(withDay('5.00'))
    const settings = await createSettingsFile(nodeFileSystem, folder).read()
    expect(capsOf(settings)).toEqual({ day: 5_000_000_000, month: null, batch: null })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    expect(await readdir(folder)).toEqual(['settings.json'])
  })

  it('keep fields of a newer Lightbench', async () => {
    await write('{"caps":{"dayUsd":"1","weekUsd":"3"},"new":{"a":[1]},"__proto__":{"polluted":true}}')
    await createSettingsFile(nodeFileSystem, folder).update(withDay('2'))
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      caps: { dayUsd: '2', weekUsd: '3' },
      new: { a: [1] },
    })
    expect('polluted' in {}).toBe(false)
  })

  it('may have been saved with a byte order mark', async () => {
    await write('\ufeff{"caps":{"dayUsd":"1.5"}}')
    expect((await createSettingsFile(nodeFileSystem, folder).read()).caps.dayUsd).toBe('1.5')
  })

  it('are changed one after the other', async () => {
    const file = createSettingsFile(nodeFileSystem, folder)
    await Promise.all(Array.from({ length: 20 }, () => file.update(addDollar)))
    expect((await file.read()).caps.dayUsd).toBe('20')
  })

  it('are not stored when a change makes no sense, and the next change works', async () => {
    const file = createSettingsFile(nodeFileSystem, folder)
    await file.update(withDay('1'))
    await expect(file.update(withDay('a lot'))).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(/^The new settings: “caps\.dayUsd” must be/) as unknown,
    })
    await expect(
      file.update(() => {
        throw new Error('ours')
      }),
    ).rejects.toThrow('ours')
    expect((await file.update(withDay('3'))).caps.dayUsd).toBe('3')
  })
})

describe('a settings file that cannot be understood', () => {
  it.each([
    ['', 'not valid JSON'],
    ['{"caps":', 'not valid JSON'],
    ['\0\0\0\0', 'not valid JSON'],
    ['[]', 'expected object'],
    ['null', 'expected object'],
    [{ caps: { dayUsd: 5 } }, '“caps.dayUsd” must be an amount in dollars as text'],
    [{ caps: { dayUsd: '5,00' } }, '“caps.dayUsd” must be an amount'],
    [{ caps: { monthUsd: '-1' } }, '“caps.monthUsd”'],
    [{ caps: { dayUSD: '5' } }, '“caps.dayUSD” is not a setting; write it “dayUsd”'],
    [{ Caps: {} }, '“Caps” is not a setting; write it “caps”'],
    [{ caps: null }, '“caps”'],
    [{ aimlapi: { imageStrategy: 'ftp' } }, '“aimlapi.imageStrategy”'],
    [{ runflow: { callbackUrl: 'http://example.org' } }, '“runflow.callbackUrl”'],
    [{ runflow: { callbackUrl: 'https://user:pw@example.org' } }, '“runflow.callbackUrl”'],
    [{ output: { folder: 'relative' } }, '“output.folder”'],
  ])('is named with what is wrong, and stays as it is: %j', async (content, message) => {
    await write(content)
    const before = await readFile(path)
    const file = createSettingsFile(nodeFileSystem, folder)
    for (const attempt of [() => file.read(), () => file.update(withDay('1'))]) {
      await expect(attempt()).rejects.toMatchObject({
        code: 'invalid-request',
        message: expect.stringContaining(message) as unknown,
      })
      await expect(attempt()).rejects.toThrow(path)
    }
    expect((await readFile(path)).equals(before)).toBe(true)
  })

  it('is not taken for missing when it cannot be read', async () => {
    await mkdir(path, { recursive: true })
    await expect(createSettingsFile(nodeFileSystem, folder).read()).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(path) as unknown,
    })
  })
})

it('a change that fails anywhere leaves the old settings or the new ones, whole', async () => {
  const calm = createFaultyFileSystem()
  await createSettingsFile(nodeFileSystem, folder).update(withDay('1'))
  await createSettingsFile(calm, folder).update(withDay('1'))
  for (let failAt = 0; failAt < calm.calls.length; failAt += 1) {
    await createSettingsFile(nodeFileSystem, folder).update(withDay('1'))
    const faulty = createFaultyFileSystem({ failAt, code: 'ENOSPC', shortWrites: 10 })
    await expect(createSettingsFile(faulty, folder).update(withDay('2'))).rejects.toBeInstanceOf(AppError)
    expect(['1', '2']).toContain((await createSettingsFile(nodeFileSystem, folder).read()).caps.dayUsd)
    expect(await readdir(folder)).toEqual(['settings.json'])
  }
})
