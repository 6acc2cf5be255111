import type { HistoryQuery } from './history-inputs.ts'

// Apart from the schemas, which the page does not bundle.

export const historySorts = ['date', 'name', 'cost', 'changed', 'rating'] as const
export type HistorySort = (typeof historySorts)[number]

/** The query without any condition. */
export const everything: HistoryQuery = {
  text: '',
  within: { kind: 'all' },
  modes: [],
  models: [],
  statuses: [],
  verdicts: [],
  minRating: 0,
  tags: [],
  from: null,
  to: null,
  minCost: null,
  maxCost: null,
  stacked: false,
  binned: false,
  sort: 'date',
  descending: true,
}
