import { parseUsd } from '../../../shared/domain/money.ts'
import { tagKey } from '../../../shared/domain/tag.ts'
import type { HistoryQuery } from '../../../shared/ipc/history-inputs.ts'
import type { HistoryFacets, HistoryRow } from '../../../shared/ipc/history-rows.ts'
import type { FakeEntry, FakeHistory } from './fake-history.ts'

type Condition = (entry: FakeEntry) => boolean
type Facet = 'modes' | 'models' | 'statuses' | 'verdicts' | 'ratings' | 'other'

/** The entries a query means, in its order; stacked, one of each source. */
export function runQuery(history: FakeHistory, query: HistoryQuery): { rows: FakeEntry[]; all: FakeEntry[] } {
  const conditions = Object.values(conditionsOf(history, query))
  const all = history.entries.filter((entry) => conditions.every((holds) => holds(entry)))
  const direction = query.descending ? -1 : 1
  const sorted = all.toSorted((a, b) => direction * (compare(a.row, b.row, query) || a.row.id - b.row.id))
  return { all, rows: query.stacked ? newestOfEach(sorted) : sorted }
}

export function facetsOf(history: FakeHistory, query: HistoryQuery): HistoryFacets {
  const conditions = conditionsOf(history, query)
  const without = (facet: Facet): FakeEntry[] => {
    const others = Object.entries(conditions).filter(([name]) => name !== facet)
    return history.entries.filter((entry) => others.every(([, holds]) => holds(entry)))
  }
  const ratings = [0, 0, 0, 0, 0, 0]
  for (const { row } of without('ratings')) if (row.result !== null) ratings[row.result.rating]! += 1
  return {
    modes: countBy(without('modes'), ({ row }) => row.mode),
    models: countBy(without('models'), ({ row }) => row.model),
    statuses: countBy(without('statuses'), ({ row }) => row.status),
    verdicts: countBy(without('verdicts'), ({ row }) => (row.result === null ? null : (row.result.verdict ?? 'none'))),
    ratings,
    tags: countTags(history.entries.filter((entry) => Object.values(conditions).every((holds) => holds(entry)))),
  }
}

function countTags(entries: readonly FakeEntry[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const tag of entries.flatMap(({ tags }) => tags.map(tagKey))) counts[tag] = (counts[tag] ?? 0) + 1
  return counts
}

function conditionsOf({ collections }: FakeHistory, query: HistoryQuery): Readonly<Record<Facet, Condition>> {
  const words = fold(query.text).split(/\s+/).filter(Boolean)
  const { within } = query
  const members = collections.find(({ row }) => within.kind === 'collection' && row.id === within.id)?.members
  const least = query.minCost === null ? null : parseUsd(query.minCost)
  const most = query.maxCost === null ? null : parseUsd(query.maxCost)
  const isWithin: Condition = ({ row, folder }) => {
    if (within.kind === 'batch') return row.batchId === within.id
    if (within.kind === 'source') return row.sourceId === within.id
    if (within.kind === 'folder') return `${folder}/`.startsWith(`${within.id.slice('folder '.length)}/`)
    return within.kind === 'all' || (row.result !== null && members?.has(row.result.id) === true)
  }
  return {
    modes: ({ row }) => anyOf(query.modes, row.mode),
    models: ({ row }) => anyOf(query.models, row.model),
    statuses: ({ row }) => anyOf(query.statuses, row.status),
    verdicts: ({ row }) =>
      query.verdicts.length === 0 || (row.result !== null && query.verdicts.includes(row.result.verdict ?? 'none')),
    ratings: ({ row }) => query.minRating === 0 || (row.result?.rating ?? 0) >= query.minRating,
    other: (entry) =>
      isWithin(entry) &&
      words.every((word) =>
        fold(wordsOf(entry))
          .split(/[^\p{L}\p{N}]+/u)
          .some((each) => each.startsWith(word)),
      ) &&
      query.tags.every((tag) => entry.tags.includes(tag)) &&
      (query.from === null || entry.row.at.slice(0, 10) >= query.from) &&
      (query.to === null || entry.row.at.slice(0, 10) <= query.to) &&
      (least === null || entry.row.charged >= least) &&
      (most === null || entry.row.charged <= most),
  }
}

function anyOf<T>(choices: readonly T[], value: T): boolean {
  return choices.length === 0 || choices.includes(value)
}

function wordsOf({ row, tags }: FakeEntry): string {
  return [row.prompt, row.name, row.model, ...tags].join(' ')
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
}

function compare(a: HistoryRow, b: HistoryRow, { sort }: HistoryQuery): number {
  if (sort === 'name') return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
  if (sort === 'cost') return a.charged - b.charged
  if (sort === 'changed') return (a.result?.changed ?? -1) - (b.result?.changed ?? -1)
  return sort === 'rating' ? (a.result?.rating ?? 0) - (b.result?.rating ?? 0) : 0
}

function newestOfEach(sorted: readonly FakeEntry[]): FakeEntry[] {
  const stacks = Map.groupBy(sorted, ({ row }) => row.sourceId)
  return [...stacks.values()].flatMap((stack) => {
    const newest = stack.reduce((best, entry) => (entry.row.id > best.row.id ? entry : best))
    return [{ ...newest, row: { ...newest.row, stack: stack.length } }]
  })
}

function countBy<K extends string>(
  entries: readonly FakeEntry[],
  keyOf: (entry: FakeEntry) => K | null,
): Partial<Record<K, number>> & Record<string, number> {
  const counts: Record<string, number> = {}
  for (const entry of entries) {
    const key = keyOf(entry)
    if (key !== null) counts[key] = (counts[key] ?? 0) + 1
  }
  return counts as Partial<Record<K, number>> & Record<string, number> // Its keys are the ones `keyOf` gave.
}
