import type { BrowseQuery } from '../../electron/history/browse/query.ts'
import type { Database } from '../../electron/history/database.ts'
import { compareNatural } from '../../electron/library/natural-order.ts'
import { parseUsd } from '../../shared/domain/money.ts'

/** An entry of history as the tables say it that history is made of, without the index. */
export interface NaiveEntry {
  /** Of the result, or of the item that has none. */
  readonly key: string
  /** Of the row of the index, which alone says which of two made at the same moment is the newer one. */
  readonly id: number
  readonly itemId: string
  readonly outputId: string | null
  readonly batchId: string
  readonly mode: 'paid' | 'practice'
  readonly model: string
  readonly status: string
  readonly sourceId: string
  readonly sourcePath: string
  readonly name: string
  readonly prompt: string
  readonly words: string
  readonly at: string
  readonly cost: number
  readonly changed: number | null
  readonly verdict: 'keep' | 'reject' | null
  readonly rating: number
  readonly tags: string
  readonly note: string
  readonly isBinned: number
  readonly collections: string
}

export function readNaiveEntries(database: Database): NaiveEntry[] {
  return database.all<NaiveEntry>(
    `SELECT coalesce(output.id, item.id) AS key, item.id AS itemId, output.id AS outputId, batch.id AS batchId, batch.mode,
       batch.model, item.status, source.id AS sourceId, source.path AS sourcePath, item.source_label AS name, item.prompt,
       source.words, coalesce(output.created_at, item.updated_at) AS at, output.changed, review.verdict,
       (SELECT coalesce(sum(cost_nano), 0) FROM attempt WHERE item_id = item.id) AS cost,
       coalesce(review.rating, 0) AS rating, coalesce(review.tags, '[]') AS tags, coalesce(review.note, '') AS note,
       output.binned_at IS NOT NULL AS isBinned,
       (SELECT json_group_array(collection_id) FROM collection_member WHERE output_id = output.id) AS collections,
       (SELECT id FROM history_entry WHERE item_id = item.id AND output_id IS output.id) AS id
     FROM item JOIN batch ON batch.id = item.batch_id JOIN source ON source.id = item.source_id
       LEFT JOIN output ON output.item_id = item.id AND output.state <> 'publishing'
       LEFT JOIN review ON review.output_id = output.id
     WHERE output.id IS NOT NULL OR item.status IN ('failed', 'cancelled', 'skipped', 'unresolved')`,
  )
}

/** What the query must find, in its order, worked out entry by entry. */
export function answerNaively(entries: readonly NaiveEntry[], query: BrowseQuery): NaiveEntry[] {
  const found = entries.filter((entry) => conditions.every((meets) => meets(entry, query)))
  return (query.stacked ? toStacks(found) : found).toSorted((a, b) => compare(a, b, query))
}

type Condition = (entry: NaiveEntry, query: BrowseQuery) => boolean

const conditions: readonly Condition[] = [
  (entry, { text }) => wordsOf(text).every((word) => wordsIn(entry).some((other) => other.startsWith(word))),
  (entry, { within }) => {
    if (within.kind === 'batch') return entry.batchId === within.id
    if (within.kind === 'source') return entry.sourceId === within.id
    if (within.kind === 'folder') return entry.sourcePath.startsWith(within.path)
    return within.kind === 'all' || (JSON.parse(entry.collections) as string[]).includes(within.id)
  },
  ({ mode }, { modes }) => modes.length === 0 || modes.includes(mode),
  ({ model }, { models }) => models.length === 0 || models.includes(model),
  ({ status }, { statuses }) => statuses.length === 0 || statuses.some((asked) => asked === status),
  ({ verdict, outputId }, { verdicts }) =>
    verdicts.length === 0 || (outputId !== null && verdicts.includes(verdict ?? 'none')),
  ({ rating }, { minRating }) => rating >= minRating,
  ({ tags }, query) => {
    const there = new Set((JSON.parse(tags) as string[]).map((tag) => tag.toLowerCase()))
    return query.tags.every((tag) => there.has(tag.toLowerCase()))
  },
  ({ at }, { from, to }) => (from === null || dayOf(at) >= from) && (to === null || dayOf(at) <= to),
  ({ cost }, { minCost }) => minCost === null || cost >= (parseUsd(minCost) ?? NaN),
  ({ cost }, { maxCost }) => maxCost === null || cost <= (parseUsd(maxCost) ?? NaN),
  ({ isBinned }, { binned, within }) => isBinned === 0 || binned === true || within.kind === 'source',
]

function wordsIn({ prompt, name, model, tags, note, words }: NaiveEntry): string[] {
  return wordsOf([prompt, name, model, tags, note, words].join('\n'))
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

function dayOf(at: string): string {
  return new Date(at).toLocaleDateString('sv-SE')
}

function toStacks(entries: readonly NaiveEntry[]): NaiveEntry[] {
  const bySource = Map.groupBy(entries, ({ sourceId }) => sourceId)
  const isHigher = (a: NaiveEntry, b: NaiveEntry): boolean =>
    (a.outputId !== null) === (b.outputId !== null) ? a.id > b.id : a.outputId !== null
  return [...bySource.values()].map((stack) => stack.reduce((top, other) => (isHigher(other, top) ? other : top)))
}

function compare(a: NaiveEntry, b: NaiveEntry, { sort, descending }: BrowseQuery): number {
  const way = descending ? -1 : 1
  const newestFirst = compareText(b.at, a.at) || b.id - a.id
  switch (sort) {
    case 'date':
      return newestFirst * -way
    case 'name':
      return way * compareNatural(a.name, b.name) || newestFirst
    case 'cost':
      return way * (a.cost - b.cost) || newestFirst
    case 'rating':
      return way * (a.rating - b.rating) || newestFirst
    case 'changed':
      if (a.changed === null || b.changed === null) {
        return Number(a.changed === null) - Number(b.changed === null) || newestFirst
      }
      return way * (a.changed - b.changed) || newestFirst
  }
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
