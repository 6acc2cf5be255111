import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTemporaryName } from '../../../electron/library/durable-file.ts'
import { nodeFileSystem } from '../../../electron/library/file-system.ts'
import { createPublisher } from '../../../electron/library/publish.ts'
import { createRecovery } from '../../../electron/library/recovery.ts'
import { AppError } from '../../../shared/errors.ts'
import { createFaultyFileSystem } from '../../support/faulty-file-system.ts'

const paid = Buffer.from('paid bytes '.repeat(300_000))
const key = { attemptId: '0195c1a2-7f00-7000-8000-000000000001', index: 0, extension: 'png' }
let base: string
let folder: string

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'lightbench-recovery-'))
  folder = join(base, 'library/recovery')
})
afterEach(() => rm(base, { recursive: true, force: true }))

describe('paid bytes that cannot be written where they belong', () => {
  it('are kept, listed, restored, published and forgotten', async () => {
    const recovery = createRecovery(nodeFileSystem, folder)
    const kept = await recovery.keep({ bytes: paid }, key)
    expect(await recovery.list()).toEqual([kept])
    expect(kept).toMatchObject({ ...key, bytes: paid.length })

    const target = join(base, 'out/new')
    const temporary = await recovery.restore(kept, target)
    const published = await createPublisher(nodeFileSystem).publish({
      temporary,
      bytes: kept.bytes,
      folder: target,
      stem: 'a',
      extension: 'png',
      conflict: 'unique',
      isSource: () => Promise.resolve(false),
    })
    expect((await readFile(published.path)).equals(paid)).toBe(true)
    expect(await recovery.list()).toEqual([kept])

    await recovery.forget(kept)
    await recovery.forget(kept)
    expect(await recovery.list()).toEqual([])
  })

  it('are copied from a file and that file is left to its owner', async () => {
    await writeFile(join(base, 'fetched'), paid)
    const kept = await createRecovery(nodeFileSystem, folder).keep({ path: join(base, 'fetched') }, key)
    expect((await readFile(kept.path)).equals(paid)).toBe(true)
    expect((await readFile(join(base, 'fetched'))).equals(paid)).toBe(true)
  })

  it('are for their owner alone', async () => {
    const { path } = await createRecovery(nodeFileSystem, folder).keep({ bytes: paid }, key)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  it('are kept once for each result of an attempt', async () => {
    const recovery = createRecovery(nodeFileSystem, folder)
    await recovery.keep({ bytes: Buffer.from('first') }, key)
    await recovery.keep({ bytes: paid }, key)
    await recovery.keep({ bytes: paid }, { ...key, index: 1 })
    expect((await recovery.list()).map(({ index, bytes }) => [index, bytes])).toEqual([
      [0, paid.length],
      [1, paid.length],
    ])
  })

  it('are none as long as there is no folder', async () => {
    expect(await createRecovery(nodeFileSystem, folder).list()).toEqual([])
  })

  it('are told from other files in the folder', async () => {
    const recovery = createRecovery(nodeFileSystem, folder)
    const kept = await recovery.keep({ bytes: paid }, key)
    await mkdir(join(folder, 'a.0.png'))
    for (const name of ['.DS_Store', '.lightbench-0123456789abcdef01234567.part', 'a.png', 'a.x.png'])
      await writeFile(join(folder, name), '')
    expect(await recovery.list()).toEqual([kept])
  })

  it.each(['../../escape', 'a/b', '', 'a b', 'x'.repeat(101)])(
    'cannot be kept under the attempt id %j',
    async (attemptId) => {
      const recovery = createRecovery(nodeFileSystem, folder)
      await expect(recovery.keep({ bytes: paid }, { ...key, attemptId })).rejects.toBeInstanceOf(AppError)
      expect(await readdir(base)).toEqual([])
    },
  )
})

describe('whichever call fails', () => {
  it.each(['bytes', 'file'])('a kept result is whole or not there (from %s)', async (from) => {
    await writeFile(join(base, 'fetched'), paid)
    const result = from === 'bytes' ? { bytes: paid } : { path: join(base, 'fetched') }
    const calm = createFaultyFileSystem({ shortWrites: 1_500_000 })
    await createRecovery(calm, folder).keep(result, key)
    for (let failAt = 0; failAt < calm.calls.length; failAt += 1) {
      await rm(join(base, 'library'), { recursive: true, force: true })
      const faulty = createFaultyFileSystem({ shortWrites: 1_500_000, failAt, code: 'ENOSPC' })
      await expect(createRecovery(faulty, folder).keep(result, key)).rejects.toBeInstanceOf(AppError)
      const names = await readdir(folder).catch(() => [])
      expect(names.filter(isTemporaryName)).toEqual([])
      for (const name of names) expect((await readFile(join(folder, name))).equals(paid)).toBe(true)
    }
  })

  it.each(['bytes', 'file'])(
    'a kept result is synced with its name, and not taken for kept when its size is wrong (from %s)',
    async (from) => {
      await writeFile(join(base, 'fetched'), paid)
      await mkdir(folder, { recursive: true })
      const result = from === 'bytes' ? { bytes: paid } : { path: join(base, 'fetched') }
      const counting = createFaultyFileSystem()
      await createRecovery(counting, folder).keep(result, key)
      const calls = counting.calls.filter((name) => name === 'sync' || name === 'rename')
      expect(calls).toEqual(['sync', 'rename', 'sync'])

      const lying = createFaultyFileSystem({ lyingSize: 5n })
      await expect(createRecovery(lying, folder).keep(result, { ...key, index: 1 })).rejects.toMatchObject({
        code: 'output-unwritable',
      })
      expect(await readdir(folder)).toHaveLength(1)
    },
  )

  it('a fault of the original is not blamed on the folder', async () => {
    const recovery = createRecovery(nodeFileSystem, folder)
    await expect(recovery.keep({ path: join(base, 'gone') }, key)).rejects.toMatchObject({ code: 'file-missing' })
    await expect(recovery.keep({ path: base }, key)).rejects.toMatchObject({ code: 'file-unreadable' })
    expect(await readdir(folder)).toEqual([])
  })

  it('restoring leaves the kept result and no part of a copy', async () => {
    const kept = await createRecovery(nodeFileSystem, folder).keep({ bytes: paid }, key)
    const faulty = createFaultyFileSystem({ only: 'write', failAt: 1, shortWrites: 500_000, code: 'ENOSPC' })
    await expect(createRecovery(faulty, folder).restore(kept, join(base, 'out'))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(join(base, 'out')) as unknown,
    })
    expect(await readdir(join(base, 'out'))).toEqual([])
    expect((await readFile(kept.path)).equals(paid)).toBe(true)
  })
})
