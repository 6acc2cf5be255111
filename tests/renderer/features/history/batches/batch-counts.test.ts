import { describe, expect, it } from 'vitest'
import { batchCounts } from '../../../../../renderer/features/history/batches/batch-counts.ts'

describe('the counts of a batch in a list', () => {
  it('are how its items ended, and one for all that are on their way', () => {
    const counts = { queued: 3, waiting: 2, done: 5, failed: 1, unresolved: 1, parked: 4 }
    expect(batchCounts({ counts })).toEqual([
      { status: 'done', count: 5 },
      { status: 'failed', count: 1 },
      { status: 'unresolved', count: 1 },
      { status: 'parked', count: 4 },
      { status: 'waiting', count: 5 },
    ])
  })

  it('are none for what there is none of', () => {
    expect(batchCounts({ counts: {} })).toEqual([])
  })
})
