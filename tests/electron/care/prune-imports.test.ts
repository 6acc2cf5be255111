import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { pruneImports, removeLostImports } from '../../../electron/care/prune-imports.ts'
import { createTestTable, foundAt, writeTo } from '../../support/table-parts.ts'

const day = 86_400_000

function libraryWithImports() {
  const parts = createTestTable()
  const importsFolder = join(parts.library.folder, 'imports')
  const at = (name: string): string => join(importsFolder, name)
  const write = (name: string): string => writeTo(importsFolder, name, 'picture')
  const pruning = (now = new Date(Date.now() + 2 * day)) => ({
    importsFolder,
    database: parts.database,
    now,
    signal: new AbortController().signal,
  })
  return { ...parts, importsFolder, at, write, pruning }
}

it('removes at a start what nothing points into, and neither what is new nor what somebody may know', async () => {
  const { table, library, at, write, pruning } = libraryWithImports()
  await table.add([foundAt(write('known/a.jpg'), at('known'))])
  write('lost/b.jpg')
  library.database.run(
    `INSERT INTO recipe (id, name, name_key, recipe, created_at, updated_at) VALUES ('r', 'r', 'r', :recipe, '1', '1')`,
    { recipe: JSON.stringify({ references: [write('referred to/c.jpg')] }) },
  )
  const left = () => ['known', 'lost', 'referred to'].filter((name) => existsSync(at(name)))
  await removeLostImports(pruning(new Date()))
  expect(left()).toEqual(['known', 'lost', 'referred to'])
  const aside = writeTo(library.folder, 'library-set-aside-1.db')
  await removeLostImports(pruning())
  expect(left()).toEqual(['known', 'lost', 'referred to'])
  rmSync(aside)
  await removeLostImports(pruning())
  expect(left()).toEqual(['known', 'referred to'])
})

it('prunes what was taken off the table long ago, with folders it leaves empty', async () => {
  const { table, at, write, pruning } = libraryWithImports()
  const paths = ['shoot/on.jpg', 'shoot/off.jpg', 'alone/off.jpg'].map(write)
  const { ids } = await table.add(paths.map((path) => foundAt(path)))
  await table.remove({ ids: ids.slice(1) })
  expect(await pruneImports(pruning(new Date()))).toEqual({ files: 0, bytes: 0 })
  expect(await pruneImports(pruning())).toEqual({ files: 2, bytes: 14 })
  expect(existsSync(at('shoot/on.jpg'))).toBe(true)
  expect([existsSync(at('shoot/off.jpg')), existsSync(at('alone'))]).toEqual([false, false])
})

it('finds nothing where nothing ever came by way of a browser', async () => {
  const { pruning } = libraryWithImports()
  await removeLostImports(pruning())
  expect(await pruneImports(pruning())).toEqual({ files: 0, bytes: 0 })
})
