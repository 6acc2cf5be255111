import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCollections } from '../../../electron/history/kept/collections.ts'
import type { ReviewChange } from '../../../shared/ipc/history-inputs.ts'
import { eventually } from '../../support/eventually.ts'
import { createTestDesk, openDesk } from './test-desk.ts'

async function createReviewed() {
  const test = await createTestDesk({ pictures: ['a.jpg', 'b.jpg'] })
  const batchId = await test.start()
  await test.settled(batchId)
  const items = await test.items(batchId)
  const outputs = items.map((item) => item.outputs[0]!)
  return { ...test, batchId, outputs, ids: outputs.map(({ id }) => id) }
}

it('shows what was said of a result wherever it is shown, and takes it back', async () => {
  const test = await createReviewed()
  const change: ReviewChange = { verdict: 'keep', rating: 4, addTags: ['Hero'], note: 'for the cover' }
  const { undo, changed } = await test.call('review:change', { outputs: test.ids, change })
  expect(changed).toBe(2)
  const { row, output, tags, note } = await test.call('results:read', { id: test.ids[0]! })
  expect([row.result, output]).toMatchObject([
    { verdict: 'keep', rating: 4 },
    { verdict: 'keep', rating: 4 },
  ])
  expect({ tags, note }).toEqual({ tags: ['Hero'], note: 'for the cover' })
  expect((await test.items(test.batchId))[1]!.outputs[0]).toMatchObject({ verdict: 'keep', rating: 4 })
  await eventually(() => {
    if (test.payloads('history').length === 0) throw new Error('nothing was told')
  })
  await test.call('review:undo', { undo })
  expect(await test.call('results:read', { id: test.ids[0]! })).toMatchObject({ tags: [], output: { rating: 0 } })
  expect(await test.ask('review:undo', { undo })).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('tells everything about a result', async () => {
  const test = await createReviewed()
  const { database, library } = test.app
  const collections = createCollections({ database, now: () => library.clock.now() })
  const { id: collection } = collections.save(null, 'Spring')
  await collections.put(collection, [test.ids[0]!], true)
  const details = await test.call('results:read', { id: test.ids[0]! })
  const [item] = test.app.items.ofBatch(test.batchId)
  expect(details).toMatchObject({
    row: { batchNumber: 1, name: 'a.jpg', stack: 1, status: 'done', charged: 40_000_000 },
    output: { id: test.ids[0], prompt: 'make it warm' },
    sourcePath: join(test.photos, 'a.jpg'),
    isSourceThere: true,
    isFileThere: true,
    sourceSha256: item!.sourceSha256,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    verifiedAt: null,
    runIds: [expect.stringMatching(/^run-/)],
    collections: [collection],
    repeatable: 'never',
  })
  expect(details.lineage).toMatchObject({
    charged: 40_000_000,
    later: [],
    steps: [{ itemId: item!.id, outputId: test.ids[0], relation: null, charged: 40_000_000, name: 'a.jpg' }],
  })
  rmSync(join(test.photos, 'a.jpg'))
  rmSync(details.output.path)
  expect(await test.call('results:read', { id: test.ids[0]! })).toMatchObject({
    isSourceThere: false,
    isFileThere: false,
  })
  expect(await test.ask('results:read', { id: 'nothing' })).toMatchObject({
    ok: false,
    error: { code: 'invalid-request' },
  })
})

it('follows a result that was used as a source, with the cost of the whole way', async () => {
  const test = await createReviewed()
  await test.addSources([test.outputs[0]!.path], 3)
  const { rows } = await test.call('sources:list', { after: -1, limit: 10 })
  const added = rows.find(({ name }) => name.endsWith('.png'))!
  const next = await test.start({ selection: { ids: [added.id] } })
  await test.settled(next)
  const [last] = await test.items(next)
  const { lineage } = await test.call('results:read', { id: last!.outputs[0]!.id })
  expect(lineage.steps.map(({ batchNumber }) => batchNumber)).toEqual([1, 2])
  expect(lineage.charged).toBe(80_000_000)
  const first = await test.call('results:read', { id: test.ids[0]! })
  expect(first.lineage.later).toMatchObject([{ itemId: last!.id, batchNumber: 2 }])
})

it('moves results to the bin and hides them, and shows them again when that is undone, also after a restart', async () => {
  const test = await createReviewed()
  const told = test.payloads('sources').length
  const binned = await test.call('review:bin', { outputs: test.ids })
  expect(binned).toMatchObject({ changed: 2, failed: [] })
  expect((await test.items(test.batchId)).flatMap(({ outputs }) => outputs)).toEqual([])
  const counts = async () =>
    (await test.call('sources:list', { after: -1, limit: 10 })).rows.map(({ results }) => results)
  expect(await counts()).toEqual([0, 0])
  expect(await test.call('results:read', { id: test.ids[0]! })).toMatchObject({
    row: { result: { isBinned: true } },
    isFileThere: false,
  })
  // A look at a picture may end in between and tell of that row alone.
  expect(test.payloads('sources').slice(told)).toContainEqual(expect.objectContaining({ isWhole: true }))
  await test.desk.leave()
  const next = openDesk(test.app)
  next.desk.begin()
  // The result itself knows how it comes back, so that nobody has to have kept the answer.
  const { putBack } = await next.call('results:read', { id: test.ids[0]! })
  expect(putBack).toEqual({ undo: binned.undo, count: 2 })
  await next.call('review:undo', { undo: putBack!.undo })
  expect((await next.call('results:read', { id: test.ids[0]! })).putBack).toBeNull()
  expect(await next.call('results:read', { id: test.ids[0]! })).toMatchObject({
    row: { result: { isBinned: false } },
    isFileThere: true,
  })
  await next.desk.leave()
})

it('says why results cannot go to the bin', async () => {
  const test = await createReviewed()
  rmSync(test.outputs[0]!.path)
  expect(await test.call('review:bin', { outputs: [test.ids[0]!] })).toMatchObject({
    changed: 0,
    failed: [{ path: test.outputs[0]!.path, failure: { code: 'file-missing' } }],
  })
  expect((await test.call('results:read', { id: test.ids[0]! })).row.result).toMatchObject({ file: 'missing' })
})
