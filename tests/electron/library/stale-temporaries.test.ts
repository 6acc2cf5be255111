import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryPath } from '../../../electron/library/durable-file.ts'
import { nodeFileSystem } from '../../../electron/library/file-system.ts'
import { removeStaleTemporaries } from '../../../electron/library/stale-temporaries.ts'
import { createFaultyFileSystem } from '../../support/faulty-file-system.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightbench-stale-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('what a killed run left behind', () => {
  it('is removed where it is ours, and nothing else is', async () => {
    const [ours, theirs] = [temporaryPath(folder), temporaryPath(folder)]
    const others = [
      'a.jpg',
      '.lightbench-.part',
      '.lightbench-notes.part',
      'x.part',
      '.lightbench-0123456789abcdef01234567.part.jpg',
    ]
    for (const path of [ours, theirs, ...others.map((name) => join(folder, name))]) await writeFile(path, 'x')
    const asked: string[] = []
    const removed = await removeStaleTemporaries(nodeFileSystem, folder, (path) => {
      asked.push(path)
      return path === ours
    })
    expect(removed).toEqual([ours])
    expect(asked.sort()).toEqual([ours, theirs].sort())
    expect((await readdir(folder)).sort()).toEqual([...others, theirs.slice(folder.length + 1)].sort())
  })

  it('is nothing where the folder is gone', async () => {
    expect(await removeStaleTemporaries(nodeFileSystem, join(folder, 'gone'), () => true)).toEqual([])
  })

  it('stays where it cannot be removed, and that is told', async () => {
    await writeFile(temporaryPath(folder), 'x')
    const faulty = createFaultyFileSystem({ only: 'unlink', failAt: 0, code: 'EROFS' })
    await expect(removeStaleTemporaries(faulty, folder, () => true)).rejects.toMatchObject({
      code: 'output-unwritable',
    })
  })
})
