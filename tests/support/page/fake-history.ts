import type { ItemStatus } from '../../../shared/domain/item.ts'
import { nanoUsd, noMoney } from '../../../shared/domain/money.ts'
import type { FileVerdict, Rating, Verdict } from '../../../shared/domain/review.ts'
import type { HistoryQuery } from '../../../shared/ipc/history-inputs.ts'
import type { CollectionRow, HistoryRow, SavedSearch } from '../../../shared/ipc/history-rows.ts'

/** A row of history with what is only searched by. */
export interface FakeEntry {
  readonly row: HistoryRow
  readonly folder: string
  readonly tags: readonly string[]
}

/** What a fake main process knows of the past. Entries are by id, ascending, which is the order they were made in. */
export interface FakeHistory {
  entries: FakeEntry[]
  /** Rows of each view by entry id. */
  readonly views: Map<string, { readonly query: HistoryQuery; readonly ids: readonly number[] }>
  searches: SavedSearch[]
  collections: { readonly row: CollectionRow; readonly members: Set<string> }[]
  readonly removed: Map<string, SavedSearch | FakeHistory['collections'][number]>
}

export const historyFolders = ['houses/elm street', 'shoot-12', 'shoot-12/jackets', 'shoot-12/jackets/red', 'Übung']
const prompts = [
  'Make the background plain white',
  'Replace the sky by a clear blue one and leave the house as it is',
  'Jacket in deep green, same light, same folds',
  'Remove the price tag',
]
const models = [
  ['runflow/reve/edit', 40_000_000],
  ['runflow/openai/gpt-image-2/edit', 133_000_000],
  ['aimlapi/reve/edit-image', 104_895_000],
  ['local/adjust', 0],
] as const
const tags = ['hero', 'print', 'web', 'again later', 'client', 'reference']
const perBatch = 120
const firstDay = Date.UTC(2025, 1, 3, 8)

/** As many entries as asked for, over a year and a half; the same every time. */
export function createFakeHistory(count: number): FakeHistory {
  const entries = Array.from({ length: count }, (_, index) => makeEntry(index + 1, count))
  const members = new Set(entries.slice(-40).flatMap(({ row }) => (row.result === null ? [] : [row.result.id])))
  return {
    entries,
    views: new Map(),
    searches: [],
    collections: count === 0 ? [] : [{ row: { id: 'c1', name: 'For the spring catalogue', count: 0 }, members }],
    removed: new Map(),
  }
}

function makeEntry(id: number, count: number): FakeEntry {
  const dice = (id * 2_654_435_761) % 1_000
  const batchNumber = Math.ceil(id / perBatch)
  const [model, price] = models[batchNumber % models.length] ?? models[0]
  const source = (id * 7) % Math.max(1, Math.ceil(count / 3))
  const status: ItemStatus =
    dice % 31 === 4 ? 'failed' : dice % 53 === 7 ? 'skipped' : dice % 97 === 9 ? 'cancelled' : 'done'
  const name = `IMG_${String(source).padStart(4, '0')}.jpg`
  const row: HistoryRow = {
    id,
    itemId: `history-item-${id}`,
    batchId: `batch-${batchNumber}`,
    batchNumber,
    sourceId: `history-source-${source}`,
    mode: batchNumber % 5 === 0 ? 'practice' : 'paid',
    model,
    status,
    skipReason: status === 'skipped' ? 'already-done' : null,
    failure:
      status === 'failed'
        ? { code: 'content-refused', message: 'Runflow declined this picture: it may show a protected brand.' }
        : null,
    name,
    prompt: model === 'local/adjust' ? '' : (prompts[batchNumber % prompts.length] ?? ''),
    at: new Date(firstDay + Math.floor((id / Math.max(count, 1)) * 540 * 86_400_000)).toISOString(),
    charged: status === 'done' ? nanoUsd(price) : noMoney,
    source: `source-${source}`,
    result: status === 'done' ? makeResult(id, source, dice) : null,
    stack: 1,
  }
  const chosen = tags.filter((_, index) => dice % (11 + index * 5) === index)
  return { row, folder: historyFolders[source % historyFolders.length] ?? '', tags: row.result === null ? [] : chosen }
}

function makeResult(id: number, source: number, dice: number): NonNullable<HistoryRow['result']> {
  const verdict: Verdict | null = dice % 6 === 0 ? 'keep' : dice % 9 === 1 ? 'reject' : null
  const file: FileVerdict | null = dice % 41 === 3 ? 'missing' : dice % 43 === 5 ? 'edited' : 'unchanged'
  return {
    id: `history-output-${id}`,
    picture: `output-${source}`,
    name: `IMG_${String(source).padStart(4, '0')}-edit-${id}.jpg`,
    changed: dice / 1_000,
    verdict,
    rating: (verdict === 'keep' ? 1 + (dice % 5) : 0) as Rating, // Zero to five.
    isFlagged: dice % 211 === 1,
    file,
    isBinned: false,
  }
}
