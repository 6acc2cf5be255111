import { describe, expect, it } from 'vitest'
import type { HistoryQuery } from '../../../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../../../shared/ipc/history-query.ts'
import { findsTheSame, isSameQuery } from '../../../../../renderer/features/history/filter/same-query.ts'

const query: HistoryQuery = { ...everything, text: 'sky', tags: ['a', 'b'], within: { kind: 'batch', id: 'b1' } }

describe('two queries', () => {
  it('are the same in whatever order they were written', () => {
    const { text, ...rest } = query
    expect(isSameQuery(query, { ...rest, text, tags: ['b', 'a'], within: { id: 'b1', kind: 'batch' } })).toBe(true)
  })

  it.each([
    { text: 'skies' },
    { tags: ['a'] },
    { within: { kind: 'batch', id: 'b2' } },
    { within: { kind: 'source', id: 'b1' } },
    { within: { kind: 'all' } },
    { minRating: 3 },
    { minCost: '1' },
    { sort: 'cost' },
    { stacked: true },
    { binned: true },
  ] as const satisfies readonly Partial<Record<keyof HistoryQuery, unknown>>[])('differ in %j', (change) => {
    expect(isSameQuery(query, { ...query, ...change } as HistoryQuery)).toBe(false) // Lists above are constants.
  })

  it('are the same where one was saved before the bin could be shown', () => {
    const { binned: _, ...older } = query
    expect(isSameQuery(older, query)).toBe(true)
    expect(isSameQuery({ ...query, binned: true }, older)).toBe(false)
  })

  it('find the same in another order and in stacks', () => {
    expect(findsTheSame(query, { ...query, sort: 'cost', descending: false, stacked: true })).toBe(true)
    expect(findsTheSame(query, { ...query, from: '2026-01-01' })).toBe(false)
    expect(findsTheSame(query, { ...query, binned: true })).toBe(false)
  })
})
