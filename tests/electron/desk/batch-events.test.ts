import { expect, it } from 'vitest'
import { createFakeApp } from '../../support/fake-app.ts'
import { createTestDesk, endedOf } from './test-desk.ts'
import { eventually } from '../../support/eventually.ts'

const many = Array.from({ length: 40 }, (_, index) => `${index}.jpg`)

it('ends with an event that says how the batch ended, and says it no more often than ten times a second', async () => {
  const test = await createTestDesk({ pictures: many })
  const startedMs = performance.now()
  const id = await test.start()
  await test.settled(id)
  await eventually(() => expect(test.payloads('batch').at(-1)?.row).toMatchObject({ activity: 'none', status: 'done' }))
  const events = test.payloads('batch')
  const seconds = (performance.now() - startedMs) / 1_000
  expect(events.length).toBeLessThanOrEqual(Math.ceil(seconds * 10) + 1)
  expect(events.at(-1)).toMatchObject({ row: { counts: { done: 40 } }, isPartial: true })
  expect(endedOf(events.at(-1)!.row)).toBe(40)
  expect(test.activities.at(-1)).toEqual({ running: [], progress: null })
})

it('names the items that changed, with their results', async () => {
  const test = await createTestDesk()
  const id = await test.start()
  await test.settled(id)
  await eventually(() => {
    const named = test.payloads('batch').flatMap(({ items }) => items)
    expect(named.at(-1)).toMatchObject({ batchId: id, status: 'done', outputs: [{ batchNumber: 1 }] })
  })
})

it('tells the light table which sources have a new result', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg', 'b.jpg'] })
  await test.settled(await test.start())
  await eventually(() => {
    const rows = test.payloads('sources').flatMap((change) => change.rows)
    const latest = new Map(rows.map((row) => [row.name, row]))
    expect([...latest.values()]).toMatchObject([
      { status: 'done', results: 1 },
      { status: 'done', results: 1 },
    ])
  })
})

it('asks the page to look afresh where too many items changed at once', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: Array.from({ length: 260 }, (_, index) => `${index}.jpg`) })
  const id = await test.start()
  await test.settled(id)
  for (const { id: itemId } of await test.items(id)) app.engine.events.emit('item', itemId)
  await eventually(() => {
    const last = test.payloads('batch').at(-1)!
    expect(last.items).toHaveLength(200)
    expect(last.isPartial).toBe(true)
  })
})

it('goes on when a listener fails', async () => {
  const test = await createTestDesk()
  test.desk.onEvent(() => {
    throw new Error('a page that is gone')
  })
  expect(await test.settled(await test.start())).toMatchObject({ status: 'done' })
  expect(test.logged).toContainEqual(expect.objectContaining({ message: 'a listener failed' }))
})

it('goes on when the database cannot be read for a moment, and tells what it missed', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app })
  const id = await test.start()
  await test.settled(id)
  await eventually(() => expect(test.activities.at(-1)?.running).toEqual([]))
  const { get } = app.engine.batches
  let failures = 0
  app.engine.batches.get = (...batch) => {
    failures += 1
    if (failures > 2) return get(...batch)
    throw new Error('SQLITE_IOERR: disk I/O error')
  }
  const before = test.payloads('batch').length
  app.engine.events.emit('batch', id)
  await eventually(() => expect(test.payloads('batch').length).toBeGreaterThan(before))
  expect(failures).toBeGreaterThan(2)
  const said = test.logged.filter(({ message }) => message === 'How batches come along cannot be told')
  expect(said).toHaveLength(1)
})
