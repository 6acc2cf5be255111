import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inspectFiles } from '../../../electron/library/inspect-files.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightbench-inspect-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('looking at many files', () => {
  it.each([
    ['quick', Infinity],
    ['slow', 0],
  ])('says the same in the order of the files, on a %s drive', async (_, quickMs) => {
    await writeFile(join(folder, 'a.jpg'), 'x')
    await writeFile(join(folder, 'empty.jpg'), '')
    await writeFile(join(folder, 'big.jpg'), '')
    await truncate(join(folder, 'big.jpg'), 101)
    await writeFile(join(folder, 'words'), 'words')
    await writeFile(join(folder, 'picture'), 'GIF89a')
    await mkdir(join(folder, 'folder.jpg'))
    await symlink(join(folder, 'a.jpg'), join(folder, 'link.jpg'))
    const names = [
      'a.jpg',
      'empty.jpg',
      'big.jpg',
      'words',
      'picture',
      'folder.jpg',
      'link.jpg',
      'gone.jpg',
      'known.jpg',
    ]
    const paths = Array.from({ length: 1_800 }, (_, index) => join(folder, names[index % names.length]!))
    const looked = await inspectFiles(paths, {
      maxBytes: 100,
      quickMs,
      known: (path) => (path.endsWith('known.jpg') ? 'named-twice' : null),
    })
    const reasons = [
      null,
      'empty',
      'too-large',
      'not-a-picture',
      null,
      'not-a-file',
      'not-a-file',
      'missing',
      'named-twice',
    ]
    expect(looked.map(({ reason }) => reason)).toEqual(paths.map((_, index) => reasons[index % reasons.length]))
    expect(looked[0]).toMatchObject({ bytes: 1, mtimeMs: expect.any(Number) as unknown })
  })

  it('is nothing for no files', async () => {
    expect(await inspectFiles([], { maxBytes: 1 })).toEqual([])
  })
})
