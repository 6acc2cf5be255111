import { mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isTemporaryName } from '../../../electron/library/durable-file.ts'
import type { FileSystem } from '../../../electron/library/file-system.ts'
import { createPublisher, type Published } from '../../../electron/library/publish.ts'
import { createSourceGuard } from '../../../electron/library/source-guard.ts'
import type { ConflictRule } from '../../../shared/domain/output-rules.ts'
import { AppError } from '../../../shared/errors.ts'
import { createFaultyFileSystem, type Faults } from '../../support/faulty-file-system.ts'

const content = 'paid bytes '.repeat(400)
const old = 'old'
let base: string
let folder: string

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'lightbench-faults-')))
  folder = join(base, 'out/sub')
})
afterEach(() => rm(base, { recursive: true, force: true }))

interface Scene {
  readonly name: string
  readonly conflict: ConflictRule
  readonly existing?: string
  readonly faults?: Faults
}

const scenes: readonly Scene[] = [
  { name: 'a new name', conflict: 'unique' },
  { name: 'a name that is taken', conflict: 'unique', existing: old },
  { name: 'a replacement', conflict: 'overwrite', existing: old },
  { name: 'the same bytes', conflict: 'overwrite-if-changed', existing: content },
  { name: 'other bytes of the same length', conflict: 'overwrite-if-changed', existing: content.toUpperCase() },
  { name: 'short writes', conflict: 'unique', faults: { shortWrites: 1_000 } },
  { name: 'a drive without links', conflict: 'unique', faults: { linkCode: 'EPERM' } },
  { name: 'a drive without links, name taken', conflict: 'unique', existing: old, faults: { linkCode: 'ENOTSUP' } },
]

async function setUp({ existing }: Scene): Promise<void> {
  await rm(base, { recursive: true, force: true })
  if (existing === undefined) return
  const calm = createPublisher(createFaultyFileSystem())
  const temporary = await calm.reserveTemporary(folder)
  await writeFile(temporary, existing)
  await calm.publish({
    temporary,
    bytes: existing.length,
    folder,
    stem: 'a',
    extension: 'jpg',
    conflict: 'unique',
    isSource: () => Promise.resolve(false),
  })
}

async function run(fileSystem: FileSystem, { conflict }: Scene): Promise<Published> {
  const publisher = createPublisher(fileSystem)
  const bytes = Buffer.from(content)
  const temporary = await publisher.writeTemporary(folder, bytes)
  const isSource = await createSourceGuard(fileSystem, [])
  return publisher.publish({ temporary, bytes: bytes.length, folder, stem: 'a', extension: 'jpg', conflict, isSource })
}

async function finals(): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.filter((name) => !isTemporaryName(name)).map((name) => readFile(join(folder, name), 'utf8')))
}

async function countCalls(scene: Scene): Promise<number> {
  await setUp(scene)
  const calm = createFaultyFileSystem(scene.faults)
  await run(calm, scene)
  return calm.calls.length
}

describe.each(scenes)('publishing $name', (scene) => {
  const isEmptyAllowed = scene.faults?.linkCode !== undefined

  it.each([
    { code: 'ENOSPC', staysBroken: false },
    { code: 'EIO', staysBroken: false },
    { code: 'EIO', staysBroken: true },
    { code: 'EACCES', staysBroken: true },
  ])(
    'never shows part of a file, whichever call fails with $code (for good: $staysBroken)',
    async ({ code, staysBroken }) => {
      const calls = await countCalls(scene)
      expect(calls).toBeGreaterThan(10)
      for (let failAt = 0; failAt < calls; failAt += 1) {
        await setUp(scene)
        const faulty = createFaultyFileSystem({ ...scene.faults, failAt, code, staysBroken })
        const [outcome] = await Promise.allSettled([run(faulty, scene)])
        const whole = [content, ...(scene.existing === undefined ? [] : [scene.existing])]
        for (const file of await finals()) {
          // Without links an empty placeholder may be all that a drive keeps that dies for good.
          if (!(isEmptyAllowed && staysBroken && file === '')) expect(whole).toContain(file)
        }
        if (outcome.status === 'rejected') {
          expect(outcome.reason).toBeInstanceOf(AppError)
          expect(outcome.reason).toMatchObject({
            code: code === 'ENOSPC' ? 'disk-full' : 'output-unwritable',
            message: expect.stringContaining(folder) as unknown,
          })
        } else {
          const shown = await readFile(outcome.value.path, 'utf8')
          expect(shown).toBe(content)
        }
      }
    },
  )
})

describe('after a failure', () => {
  const scene: Scene = { name: '', conflict: 'unique' }

  it('of the folder sync, the result is withdrawn and its bytes are kept', async () => {
    for (const linkCode of [undefined, 'EPERM']) {
      await setUp({ ...scene, existing: old })
      const faults = linkCode === undefined ? {} : { linkCode }
      const calm = createFaultyFileSystem({ ...faults, only: 'sync' })
      await run(calm, scene)
      await setUp({ ...scene, existing: old })
      const faulty = createFaultyFileSystem({ ...faults, only: 'sync', failAt: calm.calls.length - 1 })
      await expect(run(faulty, scene)).rejects.toMatchObject({ code: 'output-unwritable' })
      expect(await finals()).toEqual([old])
      const kept = (await readdir(folder)).filter(isTemporaryName)
      expect(kept).toHaveLength(1)
      expect(await readFile(join(folder, kept[0]!), 'utf8')).toBe(content)
    }
  })

  it('of the file sync, nothing of the file is left', async () => {
    await setUp({ ...scene, existing: old })
    for (const failAt of [0, 1]) {
      await expect(run(createFaultyFileSystem({ only: 'sync', failAt }), scene)).rejects.toMatchObject({
        code: 'output-unwritable',
      })
      expect(await readdir(folder)).toEqual(['a.jpg'])
    }
  })

  it('of the folder sync after a replacement, the caller is told and the name shows the whole new file', async () => {
    const replacing: Scene = { ...scene, conflict: 'overwrite', existing: old }
    await setUp(replacing)
    await expect(run(createFaultyFileSystem({ only: 'sync', failAt: 2 }), replacing)).rejects.toMatchObject({
      code: 'output-unwritable',
    })
    expect(await finals()).toEqual([content])
  })

  it('to close a file, which is where network drives refuse, it is not published', async () => {
    await setUp({ ...scene, existing: old })
    await expect(run(createFaultyFileSystem({ only: 'close', failAt: 0 }), scene)).rejects.toMatchObject({
      code: 'output-unwritable',
    })
    expect(await readdir(folder)).toEqual(['a.jpg'])
  })

  it('to write, nothing of the file is left', async () => {
    await setUp({ ...scene, existing: old })
    const faulty = createFaultyFileSystem({ only: 'write', failAt: 2, shortWrites: 1_000, code: 'ENOSPC' })
    await expect(run(faulty, scene)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await readdir(folder)).toEqual(['a.jpg'])
  })

  it('to keep every byte in silence, the file is not published', async () => {
    await expect(run(createFaultyFileSystem({ lyingSize: 12n }), scene)).rejects.toMatchObject({
      code: 'output-unwritable',
    })
    expect(await readdir(folder)).toEqual([])
  })

  it('to remove the temporary name, the result still counts and the leftover is told', async () => {
    const outcome = await run(createFaultyFileSystem({ only: 'unlink', failAt: 0 }), scene)
    expect(outcome).toMatchObject({ kind: 'published', path: join(folder, 'a.jpg') })
    expect(isTemporaryName((outcome as { leftover: string }).leftover.slice(folder.length + 1))).toBe(true)
    expect((await stat(join(folder, 'a.jpg'))).nlink).toBe(2)
  })
})

describe('folders that are made', () => {
  it('are synced with every parent that was made for them, and only then', async () => {
    const counting = createFaultyFileSystem({ only: 'sync' })
    const publisher = createPublisher(counting)
    await publisher.reserveTemporary(folder)
    expect(counting.calls).toHaveLength(2)
    await publisher.reserveTemporary(folder)
    expect(counting.calls).toHaveLength(2)
  })
})

describe('on Windows', () => {
  it('no folder is opened for syncing', async () => {
    const windows = createFaultyFileSystem({ isWindows: true })
    await run(windows, { name: '', conflict: 'unique' })
    expect(windows.calls.filter((name) => name === 'sync')).toHaveLength(2)
  })

  it('a file another program holds for a moment is replaced when it lets go', async () => {
    const scene: Scene = { name: '', conflict: 'overwrite', existing: old }
    await setUp(scene)
    await run(createFaultyFileSystem({ isWindows: true, only: 'rename', failAt: 0, code: 'EBUSY' }), scene)
    expect(await finals()).toEqual([content])
  })
})

describe('failures are told in words', () => {
  it.each([
    ['ENOSPC', 'disk-full', /is full/],
    ['EDQUOT', 'disk-full', /is full/],
    ['EROFS', 'output-unwritable', /read-only/],
    ['ENOENT', 'output-unwritable', /is not there/],
    ['ENOTDIR', 'output-unwritable', /is a file/],
    ['EXDEV', 'output-unwritable', /another drive/],
    ['ESTALE', 'output-unwritable', /the system says ESTALE/],
  ])('%s is %s', async (code, expected, message) => {
    const publisher = createPublisher(createFaultyFileSystem({ failAt: 0, code }))
    await expect(publisher.reserveTemporary(folder)).rejects.toMatchObject({
      code: expected,
      message: expect.stringMatching(message) as unknown,
    })
  })

  it('but a fault of the process itself stays unforeseen', async () => {
    const publisher = createPublisher(createFaultyFileSystem({ failAt: 0, code: 'EMFILE' }))
    await expect(publisher.reserveTemporary(folder)).rejects.not.toBeInstanceOf(AppError)
  })

  it('and a file in place of the folder is named', async () => {
    await writeFile(join(base, 'out'), '')
    await expect(createPublisher(createFaultyFileSystem()).reserveTemporary(folder)).rejects.toMatchObject({
      message: expect.stringContaining(dirname(folder)) as unknown,
    })
  })
})
