import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { importLibrary } from '../../../electron/care/import-library.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import { createTestRun } from '../../support/test-run.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createTestLibrary } from '../../support/test-library.ts'

async function doneLibrary(recipe: Partial<Recipe> = {}, count = 2) {
  const run = createTestRun({ count, recipe })
  await run.run()
  run.database.run(`UPDATE batch SET status = 'done'`)
  return run
}

const importing = ({ database, folder }: ReturnType<typeof createTestLibrary>, from: string) =>
  importLibrary({ database, libraryFolder: folder, from })

it('takes over batches that are over, with their results, reviews and books', async () => {
  const other = await doneLibrary()
  const [output] = other.outputs.ofItem(other.ids[0]!)
  other.database.run(
    `INSERT INTO review (output_id, verdict, rating, updated_at) VALUES (:id, 'keep', 5, '2026-11-21T10:00:00Z')`,
    { id: output!.id },
  )
  const ours = await doneLibrary({ prompt: 'ours' }, 1)
  const report = await importing(ours, other.folder)
  expect(report).toMatchObject({ batches: 1, results: 2, unfinished: 0 })
  expect(ours.batches.list(10).map(({ number, recipe }) => [number, recipe.prompt])).toEqual([
    [2, other.context.batch.recipe.prompt],
    [1, 'ours'],
  ])
  expect(
    ours.database.get('SELECT verdict, rating FROM history_entry WHERE output_id = :id', { id: output!.id }),
  ).toEqual({
    verdict: 'keep',
    rating: 5,
  })
  const spent = (run: typeof ours) => run.ledger.batchSpend('paid', other.context.batch.id).charged
  expect(spent(ours)).toBe(spent(other))
  expect(
    ours.database.get('SELECT sum(charged_nano) AS sum FROM spend WHERE scope LIKE :day', { day: 'paid:day:%' }),
  ).toEqual(ours.database.get(`SELECT sum(amount_nano) AS sum FROM ledger WHERE kind = 'charge'`))
})

it('changes nothing the second time, and never the other library', async () => {
  const other = join(temporaryFolder(), 'library.db')
  const run = await doneLibrary()
  run.database.copyTo(other)
  const before = readFileSync(other)
  const ours = createTestLibrary()
  await importing(ours, dirname(other))
  const first = ours.database.all('SELECT * FROM spend')
  expect(await importing(ours, other)).toMatchObject({ batches: 0, results: 0 })
  expect(ours.database.all('SELECT * FROM spend')).toEqual(first)
  expect(readFileSync(other)).toEqual(before)
})

it('leaves batches that are not over where they are, because two libraries would send the same', async () => {
  const other = await doneLibrary()
  other.database.run(`UPDATE batch SET status = 'paused'`)
  const ours = createTestLibrary()
  expect(await importing(ours, other.folder)).toMatchObject({ batches: 0, unfinished: 1 })
  expect(ours.batches.list(10)).toEqual([])
})

it('knows a picture that both libraries have as one source', async () => {
  const ours = await doneLibrary()
  const other = createTestLibrary()
  const copy = join(other.folder, 'copy')
  mkdirSync(copy)
  ours.database.copyTo(join(copy, 'library.db'))
  // The same picture was added to another library by itself, under an id of its own.
  const target = createTestLibrary()
  const known = ours.database.get<{ path: string; sha256: string }>(
    'SELECT path, sha256 FROM source ORDER BY rowid LIMIT 1',
  )
  target.database.run(
    `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
     VALUES ('mine', :path, 1, 1, :sha256, 'null', '2026')`,
    { path: known!.path, sha256: known!.sha256 },
  )
  await importing(target, copy)
  expect(target.database.all(`SELECT id FROM source WHERE path = :path`, { path: known!.path })).toEqual([
    { id: 'mine' },
  ])
  expect(target.database.get(`SELECT count(*) AS count FROM item WHERE source_id = 'mine'`)).toEqual({ count: 1 })
})

it('keeps the recipe of that name that is here, and adds results to the collection of that name', async () => {
  const other = await doneLibrary()
  const [output] = other.outputs.ofItem(other.ids[0]!)
  const at = '2026-11-21T10:00:00Z'
  const collection = (id: string) => `INSERT INTO collection (id, name, name_key, created_at, updated_at)
    VALUES ('${id}', 'Best', 'best', '${at}', '${at}')`
  const recipe = (id: string) => `INSERT INTO recipe (id, name, name_key, recipe, created_at, updated_at)
    VALUES ('${id}', 'Warm', 'warm', '{}', '${at}', '${at}')`
  other.database.run(collection('theirs'))
  other.database.run(`INSERT INTO collection_member VALUES ('theirs', :id, '${at}')`, { id: output!.id })
  other.database.run(recipe('theirs'))
  const ours = createTestLibrary()
  ours.database.run(collection('ours'))
  ours.database.run(recipe('ours'))
  expect(await importing(ours, other.folder)).toMatchObject({ recipes: 0, collections: 0 })
  expect(ours.database.all('SELECT collection_id AS id FROM collection_member')).toEqual([{ id: 'ours' }])
})

it('refuses a folder without a library, and a file that is none', async () => {
  const ours = createTestLibrary()
  const empty = join(ours.folder, 'empty')
  mkdirSync(empty)
  await expect(importing(ours, empty)).rejects.toThrow(/no library in/)
  writeFileSync(join(empty, 'library.db'), 'this is no database at all')
  await expect(importing(ours, empty)).rejects.toThrow(/damaged/)
})
