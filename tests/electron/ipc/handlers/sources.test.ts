import { rmSync, writeFileSync } from 'node:fs'
import { expect, it, vi } from 'vitest'
import { createOutputRows } from '../../../../electron/desk/output-rows.ts'
import { createSourceHandlers, describeChange } from '../../../../electron/ipc/handlers/sources.ts'
import type { TableChange } from '../../../../electron/table/added-news.ts'
import type { Mode } from '../../../../shared/domain/item.ts'
import { createFakeImages } from '../../../support/fake-images.ts'
import { buildFound, createTestTable, foundAt, writeTo } from '../../../support/table-parts.ts'
import { addBatch } from '../../../support/test-library.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function createTestHandlers() {
  const parts = createTestTable()
  const changes: TableChange[] = []
  const images = createFakeImages()
  const probe = vi.fn(images.probe)
  let mode: Mode = 'paid'
  const handlers = createSourceHandlers({
    ...parts,
    sources: parts.library.sources,
    images: { probe },
    outputRows: createOutputRows(parts.database, parts.pictures),
    mode: () => mode,
    onChanged: (change) => changes.push(change),
  })
  return { ...parts, handlers, changes, probe, setMode: (next: Mode) => (mode = next) }
}

it('lists a page that is longer than what is read at a time', async () => {
  const { handlers, table } = createTestHandlers()
  await table.add(buildFound(2_500))
  await table.remove({ ids: [2_000] })
  const idsOf = async (after: number, limit: number) => {
    const { rows, total } = await handlers['sources:list']({ after, limit })
    expect(total).toBe(2_499)
    return rows.map(({ id }) => id)
  }
  const all = Array.from({ length: 2_500 }, (_, index) => index + 1).filter((id) => id !== 2_000)
  expect(await idsOf(-1, 5_000)).toEqual(all)
  expect(await idsOf(0, 1_500)).toEqual(all.slice(0, 1_500))
  expect(await idsOf(1_500, 5_000)).toEqual(all.slice(1_500))
  expect(await idsOf(2_500, 5_000)).toEqual([])
})

it('decodes a picture for its facts once', async () => {
  const { handlers, table, probe } = createTestHandlers()
  const path = writeTo(temporaryFolder(), 'a.jpg')
  await table.add([foundAt(path)])
  const details = await handlers['sources:details']({ id: 1 })
  expect(details).toMatchObject({ path, facts: { format: 'png' }, failure: null, results: [], row: { id: 1 } })
  expect(await handlers['sources:details']({ id: 1 })).toEqual(details)
  expect(probe).toHaveBeenCalledTimes(1)
  writeFileSync(path, 'something longer than before')
  await handlers['sources:details']({ id: 1 })
  expect(probe).toHaveBeenCalledTimes(2)
})

it('says why a picture cannot be read', async () => {
  const { handlers, table } = createTestHandlers()
  const path = writeTo(temporaryFolder(), 'a.jpg', 'broken')
  await table.add([foundAt(path)])
  expect(await handlers['sources:details']({ id: 1 })).toMatchObject({
    facts: null,
    failure: { code: 'picture-unreadable' },
  })
  rmSync(path)
  expect(await handlers['sources:details']({ id: 1 })).toMatchObject({ failure: { code: 'file-missing' } })
  await expect(handlers['sources:details']({ id: 2 })).rejects.toMatchObject({ code: 'invalid-request' })
})

it('shows the results of the mode the window shows', async () => {
  const { handlers, table, library, database, setMode } = createTestHandlers()
  const path = writeTo(temporaryFolder(), 'a.jpg')
  await table.add([foundAt(path)])
  const source = library.sources.put({ path, bytes: 1, modifiedMs: 1 }, null)
  const { batch, items } = addBatch(library, { item: { sourceId: source.id, status: 'done' } })
  library.batches.setStatus(batch.id, 'done')
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES ('attempt', :itemId, 1, 'succeeded', '2026-01-01', 1, '2026-01-01')`,
    { itemId: items[0]!.id },
  )
  const file = { sha256: 'a', bytes: 1, format: 'png' as const, width: 1, height: 1, isFlagged: false }
  const output = { itemId: items[0]!.id, attemptId: 'attempt', number: 0, path: '/out/a.png', ...file }
  library.outputs.put({ ...output, state: 'published' })
  const shown = await handlers['sources:details']({ id: 1 })
  expect(shown.results).toMatchObject([{ name: 'a.png', path: '/out/a.png', batchNumber: batch.number }])
  expect(shown.row).toMatchObject({ results: 1, status: 'done' })
  setMode('practice')
  expect(await handlers['sources:details']({ id: 1 })).toMatchObject({ results: [], row: { results: 0, status: null } })
})

it('asks the page to look again after a removal and its undoing, and only then', async () => {
  const { handlers, table, changes } = createTestHandlers()
  await table.add(buildFound(3))
  const { removed, undo } = await handlers['sources:remove']({ selection: { ids: [1, 2] } })
  expect(removed).toBe(2)
  expect(changes).toEqual([{ ids: [], isWhole: true }])
  await handlers['sources:remove']({ selection: { ids: [1] } })
  expect(changes).toHaveLength(1)
  await handlers['sources:restore']({ undo })
  await handlers['sources:restore']({ undo })
  expect(changes).toHaveLength(2)
  expect(table.total()).toBe(3)
})

it('tells the page of a few changes by rows and of many by asking it to look again', async () => {
  const { table } = createTestHandlers()
  await table.add(buildFound(3))
  expect(describeChange(table, { ids: [3, 1, 9], isWhole: false }, 'paid')).toMatchObject({
    total: 3,
    rows: [{ id: 1 }, { id: 3 }],
    isWhole: false,
  })
  expect(describeChange(table, { ids: [3], isWhole: true }, 'paid')).toEqual({ total: 3, rows: [], isWhole: true })
})
