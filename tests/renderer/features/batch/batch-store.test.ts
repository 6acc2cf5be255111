import { describe, expect, it } from 'vitest'
import { groupByDay } from '../../../../renderer/features/batch/batch-days.ts'
import {
  applyBatchEvent,
  createBatchStore,
  loadBatch,
  loadBatches,
  loadOlderBatches,
} from '../../../../renderer/features/batch/batch-store.ts'
import { createFakeRequest } from '../recipe/draft/fake-request.ts'
import { buildBatch } from './build-batch.ts'

const event = (row: ReturnType<typeof buildBatch>) => ({ row, items: [], isPartial: false })

describe('the batches', () => {
  const all = [5, 4, 3, 2, 1].map((number) => buildBatch({ number }))

  function build() {
    const fake = createFakeRequest({
      'batches:list': ({ before }) => ({
        rows: all.filter(({ number }) => before === null || number < before).slice(0, 2),
        total: all.length,
      }),
      'batches:read': ({ id }) => ({ row: all.find((row) => row.id === id)! }) as never,
    })
    const store = createBatchStore()
    return { ...fake, store, numbers: () => store.getState().batches.map(({ number }) => number) }
  }

  it('are read newest first, and older ones when they are asked for', async () => {
    const { store, request, numbers } = build()
    await loadBatches(store, request)
    await loadOlderBatches(store, request)
    expect(numbers()).toEqual([5, 4, 3, 2])
    expect(store.getState()).toMatchObject({ total: 5, isLoaded: true })
  })

  it('change in their place, and begin at the top', async () => {
    const { store, request, numbers } = build()
    await loadBatches(store, request)
    applyBatchEvent(store, event(buildBatch({ number: 4, status: 'running' })))
    applyBatchEvent(store, event(buildBatch({ number: 6 })))
    expect(numbers()).toEqual([6, 5, 4])
    expect(store.getState().batches[2]?.status).toBe('running')
    expect(store.getState().total).toBe(6)
  })

  it('take in an old one that is shown, once', async () => {
    const { store, request, numbers, calls } = build()
    await loadBatches(store, request)
    await loadBatch(store, request, 'batch-1')
    await loadBatch(store, request, 'batch-1')
    expect(numbers()).toEqual([5, 4, 1])
    expect(calls.filter(({ channel }) => channel === 'batches:read')).toHaveLength(1)
  })
})

describe('batches by day', () => {
  it('are of today, of yesterday and earlier, in local time', () => {
    const now = new Date(2026, 4, 6, 0, 30)
    const groups = groupByDay(
      [at(4, 2026, 4, 6, 0), at(3, 2026, 4, 5, 23), at(2, 2026, 4, 5, 0), at(1, 2026, 4, 4, 23)],
      now,
    )
    expect(groups.map(({ day, batches }) => [day, batches.map(({ number }) => number)])).toEqual([
      ['today', [4]],
      ['yesterday', [3, 2]],
      ['earlier', [1]],
    ])
  })

  it('leave out days without one', () => {
    expect(groupByDay([], new Date())).toEqual([])
  })
})

function at(number: number, ...time: [number, number, number, number]) {
  return buildBatch({ number, createdAt: new Date(...time).toISOString() })
}
