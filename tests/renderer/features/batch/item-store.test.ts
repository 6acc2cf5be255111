import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  applyItemEvent,
  createItemStore,
  loadItems,
  mergeRows,
} from '../../../../renderer/features/batch/item-store.ts'
import type { ItemRow } from '../../../../shared/ipc/rows.ts'
import { createFakeRequest, refusal } from '../recipe/draft/fake-request.ts'
import { buildBatch, buildItem } from './build-batch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function build(rows: ItemRow[]) {
  const library = { rows }
  const fake = createFakeRequest({
    'batches:items': ({ after, limit }) => library.rows.filter(({ position }) => position > after).slice(0, limit),
  })
  const store = createItemStore()
  return { ...fake, store, library, row: buildBatch() }
}

const range = (count: number, changes: Partial<ItemRow> = {}) =>
  Array.from({ length: count }, (_, at) => buildItem(at, changes))

describe('the items of a batch', () => {
  it('are read page by page', async () => {
    const { store, request, calls } = build(range(12_000))
    await loadItems(store, request, 'batch-1')
    expect(store.getState().rows).toHaveLength(12_000)
    expect(store.getState()).toMatchObject({ isLoaded: true, failure: null })
    expect(calls.map(({ input }) => (input as { after: number }).after)).toEqual([-1, 4_999, 9_999])
  })

  it('of another batch are not mixed in when they come late', async () => {
    const { store, answers, request } = build([])
    const late = Promise.withResolvers<readonly ItemRow[]>()
    answers['batches:items'] = ({ id }) => (id === 'first' ? late.promise : [buildItem(0, { id: 'mine' })])
    const first = loadItems(store, request, 'first')
    await loadItems(store, request, 'second')
    late.resolve([buildItem(0, { id: 'theirs' })])
    await first
    expect(store.getState().rows.map(({ id }) => id)).toEqual(['mine'])
  })

  it('say why they could not be read', async () => {
    const { store, answers, request } = build([])
    answers['batches:items'] = () => Promise.reject(refusal({ code: 'invalid-request', message: 'No such batch.' }))
    await loadItems(store, request, 'batch-1')
    expect(store.getState()).toMatchObject({ isLoaded: true, failure: { message: 'No such batch.' } })
  })

  it('change as main tells, in the batch that is shown alone', async () => {
    const { store, request, row } = build(range(3))
    await loadItems(store, request, 'batch-1')
    const done = buildItem(1, { status: 'done' })
    applyItemEvent(store, { row: buildBatch({ number: 2 }), items: [done], isPartial: false }, request)
    expect(store.getState().rows[1]?.status).toBe('queued')
    applyItemEvent(store, { row, items: [done], isPartial: false }, request)
    expect(store.getState().rows.map(({ status }) => status)).toEqual(['queued', 'done', 'queued'])
  })

  it('are looked at again where too many changed: once in two seconds, and only pages that still move', async () => {
    const { store, request, library, calls } = build([...range(5_000, { status: 'done' }), buildItem(5_000)])
    const row = buildBatch({ counts: { done: 5_001 }, total: 5_001 })
    await loadItems(store, request, 'batch-1')
    library.rows[5_000] = buildItem(5_000, { status: 'done' })
    const before = calls.length
    for (let time = 0; time < 5; time += 1) applyItemEvent(store, { row, items: [], isPartial: true }, request)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(calls.slice(before).map(({ input }) => (input as { after: number }).after)).toEqual([4_999])
    expect(store.getState().rows[5_000]?.status).toBe('done')
  })
})

describe('settled items', () => {
  it('that were taken up again are seen though their page had come to rest', async () => {
    const { store, request, library } = build(range(3, { status: 'failed' }))
    await loadItems(store, request, 'batch-1')
    library.rows = range(3)
    const row = buildBatch({ counts: { queued: 3 } })
    applyItemEvent(store, { row, items: [], isPartial: true }, request)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(store.getState().rows.map(({ status }) => status)).toEqual(['queued', 'queued', 'queued'])
  })
})

describe('merging rows', () => {
  it('gives every position once, in order, with the fresh row where there is one', () => {
    fc.assert(
      fc.property(someRows('queued'), someRows('done'), (old, fresh) => {
        const sorted = old.toSorted((a, b) => a.position - b.position)
        const merged = mergeRows(sorted, fresh)
        const positions = merged.map(({ position }) => position)
        expect(positions).toEqual(
          [...new Set([...old, ...fresh].map(({ position }) => position))].sort((a, b) => a - b),
        )
        for (const row of merged)
          expect(row.status).toBe(fresh.some(({ position }) => position === row.position) ? 'done' : 'queued')
      }),
    )
  })
})

function someRows(status: ItemRow['status']): fc.Arbitrary<ItemRow[]> {
  return fc.uniqueArray(fc.nat(40)).map((positions) => positions.map((position) => buildItem(position, { status })))
}
