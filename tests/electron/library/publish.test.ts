import { link, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeFileSystem } from '../../../electron/library/file-system.ts'
import { createPublisher, type Published, type PublishRequest } from '../../../electron/library/publish.ts'
import { createSourceGuard } from '../../../electron/library/source-guard.ts'
import { nameKey } from '../../../shared/domain/safe-name.ts'
import { createFaultyFileSystem, systemError } from '../../support/faulty-file-system.ts'

const noSource = (): Promise<boolean> => Promise.resolve(false)
let folder: string

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'lightbench-publish-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function publish(
  content: string,
  changes: Partial<PublishRequest> = {},
  publisher = createPublisher(nodeFileSystem),
): Promise<Published> {
  const target = changes.folder ?? folder
  const bytes = Buffer.from(content)
  const temporary = await publisher.writeTemporary(target, bytes)
  return publisher.publish({
    temporary,
    bytes: bytes.length,
    folder: target,
    stem: 'a',
    extension: 'jpg',
    conflict: 'unique',
    isSource: noSource,
    ...changes,
  })
}

async function contents(path = folder): Promise<Record<string, string>> {
  const texts: Record<string, string> = {}
  for (const name of await readdir(path)) texts[name] = await readFile(join(path, name), 'utf8')
  return texts
}

describe('publishing', () => {
  it('makes the folder and leaves nothing but the result in it', async () => {
    const target = join(folder, 'house 7/kitchen')
    expect(await publish('new', { folder: target })).toEqual({
      kind: 'published',
      path: join(target, 'a.jpg'),
      leftover: null,
    })
    expect(await contents(target)).toEqual({ 'a.jpg': 'new' })
  })

  it('publishes what somebody else wrote at a reserved path', async () => {
    const publisher = createPublisher(nodeFileSystem)
    const temporary = await publisher.reserveTemporary(join(folder, 'new'))
    await writeFile(temporary, 'bytes', { flag: 'wx' })
    await publish('', { temporary, bytes: 5, folder: join(folder, 'new') })
    expect((await contents(join(folder, 'new')))['a.jpg']).toBe('bytes')
  })

  it('makes any stem safe, so that it cannot lead out of the folder', async () => {
    const { path } = await publish('new', { stem: '../../etc/CON', extension: 'sh; rm' })
    expect(path).toBe(join(folder, '_.._etc_CON.bin'))
  })

  it('refuses a file of another size than its writer says, and removes it', async () => {
    await expect(publish('truncated', { bytes: 10 })).rejects.toMatchObject({
      code: 'output-unwritable',
      message: expect.stringMatching(/9 of 10 bytes/) as unknown,
    })
    expect(await contents()).toEqual({})
  })

  it('goes on after short writes', async () => {
    await publish('0123456789', {}, createPublisher(createFaultyFileSystem({ shortWrites: 3 })))
    expect(await contents()).toEqual({ 'a.jpg': '0123456789' })
  })

  it('does not wait for ever on a drive that takes no bytes', async () => {
    const publisher = createPublisher(createFaultyFileSystem({ shortWrites: 0 }))
    await expect(publish('x', {}, publisher)).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(await contents()).toEqual({})
  })

  it('removes what it wrote when it is no longer wanted, once or twice', async () => {
    const publisher = createPublisher(nodeFileSystem)
    const temporary = await publisher.writeTemporary(folder, Buffer.from('x'))
    await publisher.discard(temporary)
    await publisher.discard(temporary)
    expect(await contents()).toEqual({})
  })
})

describe('the rule "unique"', () => {
  it('counts up, also past names that differ only in case or normal form', async () => {
    await writeFile(join(folder, 'CAFÉ.JPG'), 'old')
    await writeFile(join(folder, 'cafe\u0301 (2).jpg'), 'old')
    const first = await publish('new', { stem: 'café' })
    expect(first).toMatchObject({ path: join(folder, 'café (3).jpg') })
    expect((await contents())['CAFÉ.JPG']).toBe('old')
  })

  it('keeps names apart that are cut to the same length', async () => {
    await publish('1', { stem: 'x'.repeat(300) })
    await publish('2', { stem: 'x'.repeat(301) })
    expect(Object.values(await contents()).sort()).toEqual(['1', '2'])
  })

  it('takes a folder of the same name for taken', async () => {
    await mkdir(join(folder, 'a.jpg'))
    expect(await publish('new')).toMatchObject({ path: join(folder, 'a (2).jpg') })
  })

  it('gives every result a name of its own when many arrive at once', async () => {
    const publisher = createPublisher(nodeFileSystem)
    const stems = ['a', 'A', 'a', 'Á', 'a\u0301', 'a', 'A']
    const results = await Promise.all(stems.map((stem, index) => publish(String(index), { stem }, publisher)))
    const names = results.map(({ path }) => nameKey(path))
    expect(new Set(names).size).toBe(stems.length)
    expect(Object.values(await contents()).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  })

  it('gives way to another program that takes the name in the last moment', async () => {
    const racing = createFaultyFileSystem()
    let isFirst = true
    const publisher = createPublisher({
      ...racing,
      link: async (from, to) => {
        if (isFirst) await writeFile(to, 'theirs')
        isFirst = false
        return racing.link(from, to)
      },
    })
    expect(await publish('ours', {}, publisher)).toMatchObject({ path: join(folder, 'a (2).jpg') })
    expect(await contents()).toEqual({ 'a.jpg': 'theirs', 'a (2).jpg': 'ours' })
  })

  it('moves on when the drive calls a name taken that it does not show', async () => {
    const racing = createFaultyFileSystem()
    const publisher = createPublisher({
      ...racing,
      link: (from, to) => (to.endsWith('(4).jpg') ? racing.link(from, to) : Promise.reject(systemError('EEXIST'))),
      lstat: (path) => (path.endsWith('.part') ? racing.lstat(path) : racing.lstat(folder)),
    })
    expect(await publish('ours', {}, publisher)).toMatchObject({ path: join(folder, 'a (4).jpg') })
  })

  it('takes a link whose answer was lost for what it is: its own', async () => {
    const racing = createFaultyFileSystem()
    const publisher = createPublisher({
      ...racing,
      link: async (from, to) => {
        await racing.link(from, to)
        throw systemError('EEXIST')
      },
    })
    await publish('ours', {}, publisher)
    expect(await contents()).toEqual({ 'a.jpg': 'ours' })
  })

  it('makes names the disk takes from anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 300 }), async (stem) => {
        const published = await publish('x', { stem })
        expect(await readFile(published.path, 'utf8')).toBe('x')
      }),
      { numRuns: 150 },
    )
    const names = await readdir(folder)
    expect(new Set(names.map(nameKey)).size).toBe(names.length)
  })
})

describe('the other conflict rules', () => {
  beforeEach(() => writeFile(join(folder, 'A.jpg'), 'old'))

  it('"skip" leaves the file that is there and keeps the new bytes for the caller', async () => {
    const publisher = createPublisher(nodeFileSystem)
    const temporary = await publisher.writeTemporary(folder, Buffer.from('new'))
    const outcome = await publish('', { temporary, bytes: 3, conflict: 'skip' }, publisher)
    expect(outcome).toEqual({ kind: 'exists', path: join(folder, 'A.jpg') })
    expect(await readFile(temporary, 'utf8')).toBe('new')
  })

  it('"overwrite" replaces the file that has the name, however it is written', async () => {
    expect(await publish('new', { conflict: 'overwrite' })).toEqual({
      kind: 'published',
      path: join(folder, 'A.jpg'),
      leftover: null,
    })
    expect(await contents()).toEqual({ 'A.jpg': 'new' })
  })

  it('"overwrite" prefers the very name', async () => {
    await writeFile(join(folder, 'a.jpg'), 'other')
    await publish('new', { conflict: 'overwrite' })
    expect(await contents()).toEqual({ 'A.jpg': 'old', 'a.jpg': 'new' })
    await publish('newer', { stem: 'A', conflict: 'overwrite' })
    expect(await contents()).toEqual({ 'A.jpg': 'newer', 'a.jpg': 'new' })
  })

  it('"overwrite-if-changed" leaves the same bytes alone and replaces others', async () => {
    expect(await publish('old', { conflict: 'overwrite-if-changed' })).toMatchObject({ kind: 'unchanged' })
    expect(await publish('odd', { conflict: 'overwrite-if-changed' })).toMatchObject({ kind: 'published' })
    expect(await contents()).toEqual({ 'A.jpg': 'odd' })
  })

  it('"overwrite-if-changed" sees a difference behind the first megabyte', async () => {
    const long = 'x'.repeat(1_200_000)
    await publish(long, { stem: 'b' })
    expect(await publish(`${long.slice(1)}y`, { stem: 'b', conflict: 'overwrite-if-changed' })).toMatchObject({
      kind: 'published',
    })
    expect(await publish(`${long.slice(1)}y`, { stem: 'b', conflict: 'overwrite-if-changed' })).toMatchObject({
      kind: 'unchanged',
    })
  })

  it('replace a link and not what it leads to', async () => {
    await writeFile(join(folder, 'precious'), 'keep')
    await symlink(join(folder, 'precious'), join(folder, 'link.jpg'))
    await publish('new', { stem: 'link', conflict: 'overwrite' })
    expect(await contents()).toMatchObject({ precious: 'keep', 'link.jpg': 'new' })
  })

  it('do not replace a folder', async () => {
    await mkdir(join(folder, 'b.jpg'))
    for (const conflict of ['overwrite', 'overwrite-if-changed'] as const) {
      await expect(publish('new', { stem: 'b', conflict })).rejects.toMatchObject({ code: 'output-unwritable' })
    }
  })
})

describe('a source original', () => {
  it.each(['overwrite', 'overwrite-if-changed'] as const)(
    'is never touched by "%s", by whatever name it is reached',
    async (conflict) => {
      const photos = join(folder, 'photos')
      await mkdir(photos)
      await writeFile(join(photos, 'a.jpg'), 'original')
      await link(join(photos, 'a.jpg'), join(photos, 'hard.jpg'))
      await symlink(join(photos, 'a.jpg'), join(photos, 'soft.jpg'))
      await symlink(photos, join(folder, 'alias'))
      const isSource = await createSourceGuard(nodeFileSystem, [join(photos, 'a.jpg'), join(photos, 'gone.jpg')])
      for (const [target, stem] of [
        [photos, 'a'],
        [photos, 'A'],
        [photos, 'hard'],
        [photos, 'soft'],
        [join(folder, 'alias'), 'a'],
      ] as const) {
        await expect(publish('new', { folder: target, stem, conflict, isSource })).rejects.toMatchObject({
          code: 'output-unwritable',
          message: expect.stringMatching(/source original/) as unknown,
        })
      }
      expect(await readFile(join(photos, 'a.jpg'), 'utf8')).toBe('original')
      expect(await isSource(join(photos, 'gone.jpg'))).toBe(true)
    },
  )

  it('does not stop results beside it', async () => {
    await writeFile(join(folder, 'a.jpg'), 'original')
    const isSource = await createSourceGuard(nodeFileSystem, [join(folder, 'a.jpg')])
    await publish('new', { isSource })
    expect(await contents()).toEqual({ 'a.jpg': 'original', 'a (2).jpg': 'new' })
  })

  it('is known by path alone on drives that number no files', async () => {
    const numberless = {
      ...nodeFileSystem,
      stat: async (path: string) => Object.assign(await nodeFileSystem.stat(path), { ino: 0n }),
    }
    await writeFile(join(folder, 'a.jpg'), '')
    await writeFile(join(folder, 'b.jpg'), '')
    const isSource = await createSourceGuard(numberless, [join(folder, 'a.jpg')])
    expect(await isSource(join(folder, 'b.jpg'))).toBe(false)
    expect(await isSource(join(folder, 'a.jpg'))).toBe(true)
  })
})
