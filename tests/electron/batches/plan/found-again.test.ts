import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lookAgainAt } from '../../../../electron/batches/plan/found-again.ts'
import { walkPaths } from '../../../../electron/library/walk.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const never = new AbortController().signal

async function findFour() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'deep'))
  const paths = ['a.jpg', 'b.jpg', 'c.jpg', 'deep/d.jpg'].map((name) => join(folder, name))
  for (const path of paths) writeFileSync(path, 'picture')
  const { found } = await walkPaths([folder])
  return { folder, paths, found }
}

it('keeps where files lie, and takes their new size and time', async () => {
  const { paths, found } = await findFour()
  writeFileSync(paths[3]!, 'a larger picture')
  const again = await lookAgainAt(found, never)
  expect(again.leftOut).toEqual([])
  expect(again.found.map(({ relativePath, root }) => [relativePath, root])).toEqual(
    found.map(({ relativePath, root }) => [relativePath, root]),
  )
  expect(again.found.at(-1)).toMatchObject({ relativePath: 'deep/d.jpg', bytes: 16 })
})

it('leaves out what is gone or no plain file any more, with the reason', async () => {
  const { paths, found } = await findFour()
  rmSync(paths[0]!)
  rmSync(paths[1]!)
  symlinkSync(paths[2]!, paths[1]!)
  writeFileSync(paths[2]!, '')
  const again = await lookAgainAt(found, never)
  expect(again.found.map(({ path }) => path)).toEqual([paths[3]])
  expect(again.leftOut).toEqual([
    { path: paths[0], reason: 'missing' },
    { path: paths[1], reason: 'not-a-file' },
    { path: paths[2], reason: 'empty' },
  ])
})

it('stops when it is told to', async () => {
  const { found } = await findFour()
  await expect(lookAgainAt(found, AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
})
