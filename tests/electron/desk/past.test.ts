import { join } from 'node:path'
import { expect, it } from 'vitest'
import { everything } from '../../../shared/ipc/history-query.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { addHistory } from '../../support/history-library.ts'
import { eventually } from '../../support/eventually.ts'
import { createTestDesk } from './test-desk.ts'

/** A desk over a library of years. */
async function createPastDesk(host: Parameters<typeof createTestDesk>[0] = {}) {
  const app = createFakeApp()
  addHistory(app.database, { count: 200, folder: '/archive' })
  return createTestDesk({ app, pictures: [], ...host })
}

it('shows history in pages: pictures by id, results and failures apart', async () => {
  const test = await createPastDesk()
  const { view, total, results, facets } = await test.call('history:open', { query: everything })
  expect([results, facets.statuses.done]).toEqual([facets.statuses.done, results])
  const rows = await test.call('history:rows', { view, from: 0, count: 500 })
  expect(rows).toHaveLength(total)
  expect(JSON.stringify(rows)).not.toContain('/archive')
  const [done, failed] = [rows.find(({ result }) => result !== null), rows.find(({ failure }) => failure !== null)]
  expect(done).toMatchObject({ status: 'done', stack: 1, failure: null, result: { isBinned: false } })
  expect(failed).toMatchObject({ status: 'failed', result: null, failure: { code: 'provider-failed' } })
  expect(await test.call('history:find', { view, entry: rows[12]!.id })).toBe(12)
  const outputs = await test.call('history:outputs', { view, from: 0, to: 20 })
  expect(outputs).toEqual(rows.slice(0, 21).flatMap(({ result }) => result?.id ?? []))
  const months = await test.call('history:timeline', { view })
  expect(months.reduce((sum, { count }) => sum + count, 0)).toBe(total)
})

it('browses by folders the page knows by id alone', async () => {
  const test = await createPastDesk()
  const folders = await test.call('history:folders')
  const below = folders.find(({ parent }) => parent !== null)!
  expect(folders.map(({ id }) => id)).toContain(below.parent)
  const query = { ...everything, within: { kind: 'folder' as const, id: below.id } }
  expect((await test.call('history:open', { query })).total).toBe(below.count)
  const unknown = { ...everything, within: { kind: 'folder' as const, id: '/archive/pictures/' } }
  expect(await test.ask('history:open', { query: unknown })).toMatchObject({
    ok: false,
    error: { code: 'invalid-request' },
  })
})

it('says of a view nobody opened that it is not open', async () => {
  const test = await createPastDesk()
  const reply = await test.ask('history:rows', { view: 'no such view', from: 0, count: 10 })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('keeps a search with its folder, also for the next start and for others', async () => {
  const test = await createPastDesk()
  const folder = (await test.call('history:folders')).at(-1)!
  const query = { ...everything, text: 'sunset', within: { kind: 'folder' as const, id: folder.id } }
  const saved = await test.call('searches:save', { id: null, name: 'Evening', query })
  expect(saved).toMatchObject({ name: 'Evening', query })

  const next = await createTestDesk({ app: test.app, pictures: [] })
  const [again] = await next.call('searches:list')
  expect(again!.query.within).not.toEqual(query.within)
  const counts = await Promise.all([
    test.call('history:open', { query }),
    next.call('history:open', { query: again!.query }),
  ])
  expect(counts[1].total).toBe(counts[0].total)

  const exported = await test.call('searches:export', { id: saved.id })
  expect(exported).toMatchObject({ kind: 'text', fileName: 'Evening.json' })
  const text = exported.kind === 'text' ? exported.text : ''
  expect(await test.call('searches:import', { name: 'Evening', text })).toMatchObject({ name: 'Evening 2', query })
  await test.call('searches:remove', { id: saved.id })
  expect((await test.call('searches:list')).map(({ name }) => name)).toEqual(['Evening 2'])
  await test.call('searches:restore', { id: saved.id })
  expect(await test.call('searches:list')).toHaveLength(2)
  expect(await test.ask('searches:import', { name: 'x', text: 'x' })).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('not valid JSON') as string },
  })
})

it('gathers results in collections, and says how to take it back', async () => {
  const test = await createPastDesk()
  const { view } = await test.call('history:open', { query: everything })
  const outputs = await test.call('history:outputs', { view, from: 0, to: 30 })
  const { id, count } = await test.call('collections:save', { id: null, name: 'A first choice' })
  expect(count).toBe(0)
  const changed = await test.call('collections:put', { id, outputs: [...outputs], isIn: true })
  expect(new Set(changed)).toEqual(new Set(outputs))
  const [first] = await test.call('collections:list')
  expect(first).toEqual({ id, name: 'A first choice', count: outputs.length })
  const query = { ...everything, within: { kind: 'collection' as const, id } }
  expect(await test.call('history:open', { query })).toMatchObject({ total: outputs.length })
  expect(await test.call('collections:save', { id, name: 'Final' })).toEqual({
    id,
    name: 'Final',
    count: outputs.length,
  })
  await test.call('collections:remove', { id })
  expect(await test.call('collections:list')).toHaveLength(5)
  await test.call('collections:restore', { id })
  expect(await test.call('collections:list')).toHaveLength(6)
  await eventually(() => expect(test.payloads('history')).not.toEqual([]))
})

it('tells that history changed when a batch goes on, not for each of its items', async () => {
  const test = await createTestDesk({ pictures: Array.from({ length: 30 }, (_, place) => `${place}.jpg`) })
  await test.settled(await test.start())
  await eventually(async () => {
    const { results } = await test.call('history:open', { query: everything })
    expect(results).toBe(30)
    expect(test.payloads('history').at(-1)).toBeNull()
  })
  expect(test.payloads('history').length).toBeLessThan(10)
})

it('says of the results of a source what was made of them', async () => {
  const test = await createTestDesk()
  const { id } = await test.settled(await test.start())
  const [item] = await test.items(id)
  const [output] = item!.outputs
  expect(output).toMatchObject({ verdict: null, rating: 0 })
  test.app.database.run(`INSERT INTO review (output_id, verdict, rating, updated_at) VALUES (:id, 'keep', 4, '')`, {
    id: output!.id,
  })
  expect((await test.items(id))[0]!.outputs).toMatchObject([{ verdict: 'keep', rating: 4 }])
  expect(output!.path).toContain(join(test.photos, '..'))
})
