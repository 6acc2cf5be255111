import { describe, expect, it } from 'vitest'
import { everything } from '../../../../../shared/ipc/history-query.ts'
import { readKeptHistory } from '../../../../../renderer/features/history/rows/kept-history.ts'

function throughText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

describe('where in the history the user was', () => {
  it('is found again after a reload', () => {
    const kept = {
      query: {
        ...everything,
        text: 'sky',
        within: { kind: 'batch' as const, id: 'b7' },
        modes: ['practice' as const],
        models: ['runflow/reve/edit'],
        statuses: ['failed' as const],
        verdicts: ['none' as const],
        minRating: 4 as const,
        tags: ['hero'],
        from: '2026-01-02',
        maxCost: '0.5',
        stacked: true,
        sort: 'changed' as const,
        descending: false,
      },
      shows: 'batches' as const,
    }
    expect(readKeptHistory(throughText(kept))).toEqual(kept)
  })

  it('is not known where nothing was kept', () => {
    expect(readKeptHistory(undefined)).toBeNull()
    expect(readKeptHistory({})).toEqual({ query: everything, shows: 'results' })
  })

  it('has no condition that means nothing', () => {
    const kept = {
      query: {
        text: 7,
        within: { kind: 'planet', id: 'x' },
        modes: ['paid', 'gratis'],
        models: [null],
        statuses: 'failed',
        verdicts: ['maybe'],
        minRating: 9,
        tags: {},
        from: 'yesterday',
        sort: 'beauty',
      },
      shows: 'dreams',
    }
    expect(readKeptHistory(throughText(kept))).toEqual({ query: { ...everything, modes: ['paid'] }, shows: 'results' })
  })
})
