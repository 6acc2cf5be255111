import { expect, it } from 'vitest'
import { createPictureIds } from '../../../electron/pictures/picture-ids.ts'
import { createTable } from '../../../electron/table/table.ts'
import type { Mode } from '../../../shared/domain/item.ts'
import { addBatch } from '../../support/test-library.ts'
import { countTurns } from '../../support/table-turns.ts'
import { buildFound, createTestTable } from '../../support/table-parts.ts'

it('lists what was added in the order of adding, a page at a time', async () => {
  const { table } = createTestTable()
  expect(await table.add(buildFound(7))).toMatchObject({ added: 7, known: 0, ids: [1, 2, 3, 4, 5, 6, 7] })
  const first = table.list(-1, 3, 'paid')
  expect(first.total).toBe(7)
  expect(first.rows.map(({ id, name }) => [id, name])).toEqual([
    [1, 'IMG_000000.jpg'],
    [2, 'IMG_000001.jpg'],
    [3, 'IMG_000002.jpg'],
  ])
  expect(table.list(3, 3, 'paid').rows.map(({ id }) => id)).toEqual([4, 5, 6])
  expect(table.list(7, 3, 'paid').rows).toEqual([])
})

it('names the folder that was added and the way below it', async () => {
  const { table } = createTestTable()
  const folderOf = async (root: string, relativePath: string) => {
    await table.add(buildFound(1, { path: `${root}/${relativePath}`, root, relativePath }))
    return table.list(-1, 1_000, 'paid').rows.at(-1)?.folder
  }
  expect(await folderOf('/photos/shoot-12', 'a.jpg')).toBe('shoot-12')
  expect(await folderOf('/photos/shoot-12', 'day 1/raw/a.jpg')).toBe('shoot-12/day 1/raw')
  expect(await folderOf('/', 'mnt/a.jpg')).toBe('/mnt')
})

it('gives the page pictures by ids that stay the same and say nothing', async () => {
  const { table, pictures } = createTestTable()
  await table.add(buildFound(2))
  const [first, second] = table.list(-1, 10, 'paid').rows
  expect(table.row(1, 'paid')?.picture).toBe(first?.picture)
  expect(first?.picture).not.toBe(second?.picture)
  expect(first?.picture).toMatch(/^[\w-]{22}$/)
  expect(pictures.find(first!.picture)).toMatchObject({ path: '/shoot/IMG_000000.jpg', root: '/shoot' })
})

it('knows what is there already, and takes a new size and time', async () => {
  const { table } = createTestTable()
  await table.add(buildFound(3))
  expect(await table.add(buildFound(3))).toMatchObject({ added: 0, known: 3, ids: [] })
  const [changed] = buildFound(1, { bytes: 9, mtimeMs: 6.5 })
  expect(await table.add([changed!])).toMatchObject({ added: 0, known: 1, ids: [1] })
  expect(table.row(1, 'paid')).toMatchObject({ bytes: 9, modifiedMs: 6.5 })
  expect(table.total()).toBe(3)
})

it('brings exactly the removed ones back, also after a restart', async () => {
  const { table, database, now } = createTestTable()
  await table.add(buildFound(5))
  const first = await table.remove({ ids: [2, 3, 3, 99] })
  expect(first.removed).toBe(2)
  const second = await table.remove({ ids: [3, 4] })
  expect(second.removed).toBe(1)
  expect(table.list(-1, 10, 'paid').rows.map(({ id }) => id)).toEqual([1, 5])
  expect(table.total()).toBe(2)

  const afterRestart = createTable({ database, now, pictures: createPictureIds() })
  expect(await afterRestart.restore(first.undo)).toBe(2)
  expect(afterRestart.list(-1, 10, 'paid').rows.map(({ id }) => id)).toEqual([1, 2, 3, 5])
  expect(await afterRestart.restore(first.undo)).toBe(0)
  expect(await afterRestart.restore('no such thing')).toBe(0)
})

it('does not undo the removal of something that was added again and removed again', async () => {
  const { table } = createTestTable()
  await table.add(buildFound(2))
  const { undo } = await table.remove({ all: true })
  expect(await table.add(buildFound(1))).toMatchObject({ added: 1, ids: [1] })
  const again = await table.remove({ ids: [1] })
  expect(await table.restore(undo)).toBe(1)
  expect(table.list(-1, 10, 'paid').rows.map(({ id }) => id)).toEqual([2])
  expect(await table.restore(again.undo)).toBe(1)
  expect(table.total()).toBe(2)
})

it('never gives an id to another picture', async () => {
  const { table } = createTestTable()
  await table.add(buildFound(2))
  await table.remove({ all: true })
  const [other] = buildFound(1, { path: '/elsewhere/b.jpg', root: '/elsewhere', relativePath: 'b.jpg' })
  expect(await table.add([other!])).toMatchObject({ ids: [3] })
})

it('finds what is on the table by its path, and remembers what was on it', async () => {
  const { table } = createTestTable()
  await table.add(buildFound(4))
  await table.remove({ ids: [2] })
  expect(table.idOfPath('/shoot/IMG_000001.jpg')).toBeNull()
  expect(table.idOfPath('/shoot/IMG_000002.jpg')).toBe(3)
  expect(table.hasSeen('/shoot/IMG_000001.jpg')).toBe(true)
  expect(table.hasSeen('/shoot/other.jpg')).toBe(false)
  expect(table.get(2)).toBeNull()
  expect(table.page(1, 2).map(({ id }) => id)).toEqual([3, 4])
})

it('shows the latest item and all results of a source, each mode for itself', async () => {
  const { table, library } = createTestTable()
  const first = addBatch(library, { count: 2 })
  const paths = first.items.map(({ id }) => library.items.get(id)!.sourcePath)
  await table.add(paths.map((path) => ({ ...buildFound(1)[0]!, path })))
  const shown = (mode: Mode) => table.list(-1, 10, mode).rows.map(({ status, results }) => [status, results])
  expect(shown('paid')).toEqual([
    [null, 0],
    [null, 0],
  ])

  library.batches.setStatus(first.batch.id, 'done')
  library.items.change(first.items[0]!.id, { status: 'done' })
  library.items.change(first.items[1]!.id, { status: 'failed' })
  for (const number of [0, 1]) addOutput(library, first.items[0]!.id, number)
  expect(shown('paid')).toEqual([
    ['done', 2],
    ['failed', 0],
  ])
  expect(shown('practice')).toEqual([
    [null, 0],
    [null, 0],
  ])

  const source = library.items.get(first.items[0]!.id)!.sourceId
  const later = addBatch(library, { item: { sourceId: source } })
  library.batches.setStatus(later.batch.id, 'running')
  expect(shown('paid')).toEqual([
    ['queued', 2],
    ['failed', 0],
  ])
})

function addOutput(
  { database, outputs }: ReturnType<typeof createTestTable>['library'],
  itemId: string,
  number: number,
) {
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES (:id, :itemId, :number, 'succeeded', '2026-01-01', 1, '2026-01-01')`,
    { id: `attempt ${number}`, itemId, number },
  )
  const file = { sha256: 'a', bytes: 1, format: 'png' as const, width: 1, height: 1, isFlagged: false }
  const path = `/out/${number}.png`
  outputs.put({ itemId, attemptId: `attempt ${number}`, number, state: 'published', path, ...file })
}

it('takes and removes a hundred thousand without holding everything else up, and lists them by quick pages', async () => {
  const { table } = createTestTable()
  const adding = countTurns()
  await table.add(buildFound(100_000))
  expect(adding.end()).toBeGreaterThanOrEqual(90)

  const startedMs = performance.now()
  let listed = 0
  for (let page = table.list(-1, 5_000, 'paid').rows; page.length > 0;) {
    listed += page.length
    page = table.list(page.at(-1)!.id, 5_000, 'paid').rows
  }
  expect(listed).toBe(100_000)
  // A third of a second on a quiet machine; a page that read the whole table would take minutes.
  expect(performance.now() - startedMs).toBeLessThan(10_000)

  const removing = countTurns()
  const { undo } = await table.remove({ all: true })
  await table.restore(undo)
  expect(removing.end()).toBeGreaterThanOrEqual(350)
  expect(table.total()).toBe(100_000)
})

it('stops adding when told to and keeps what is there', async () => {
  const { table } = createTestTable()
  const stopper = new AbortController()
  const adding = table.add(buildFound(20_000), stopper.signal)
  stopper.abort()
  const { added, ids } = await adding
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThan(20_000)
  expect(table.total()).toBe(added)
  expect(ids).toHaveLength(added)
})

it('says by which folders a selection was added, each once', async () => {
  const { table } = createTestTable()
  for (const root of ['/one', '/two', '/one']) {
    const name = `${table.total()}.jpg`
    await table.add(buildFound(1, { path: `${root}/${name}`, root, relativePath: name }))
  }
  expect(table.roots({ all: true })).toEqual(['/one', '/two'])
  expect(table.roots({ ids: [1, 3] })).toEqual(['/one'])
  await table.remove({ ids: [2] })
  expect(table.roots({ all: true })).toEqual(['/one'])
})
