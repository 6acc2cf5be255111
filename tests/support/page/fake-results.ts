import { AppError } from '../../../shared/errors.ts'
import type { Rating, Verdict } from '../../../shared/domain/review.ts'
import type { HistoryRow } from '../../../shared/ipc/history-rows.ts'
import type { ItemDetails, ItemRow, OutputRow } from '../../../shared/ipc/rows.ts'
import type { FakeLibrary } from './fake-library.ts'

/** All that review changes of a result. */
export interface FakeMarks {
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly tags: readonly string[]
  readonly note: string
  readonly isBinned: boolean
}

export interface FakeResult {
  readonly row: HistoryRow
  readonly output: OutputRow
  readonly tags: readonly string[]
}

/** A result of a batch or of the history, by its id. */
export function findResult(library: FakeLibrary, id: string): FakeResult {
  const item = [...library.items.values()].flat().find(({ outputs }) => outputs.some((output) => output.id === id))
  const output = item?.outputs.find((each) => each.id === id)
  if (item !== undefined && output !== undefined) return { row: rowOfItem(item, output), output, tags: [] }
  const entry = library.history.entries.find(({ row }) => row.result?.id === id)
  if (entry === undefined) throw new AppError('invalid-request', 'There is no such result.')
  return { row: entry.row, output: outputOfRow(entry.row), tags: entry.tags }
}

/** Changes what review says of a result; returns what it said before. */
export function changeResult(library: FakeLibrary, id: string, change: (marks: FakeMarks) => FakeMarks): FakeMarks {
  const { row, tags } = findResult(library, id)
  const { verdict, rating, isBinned } = row.result ?? { verdict: null, rating: 0, isBinned: false }
  const before = { verdict, rating, isBinned, tags, note: notes.get(id) ?? '' }
  const after = change(before)
  notes.set(id, after.note)
  const marks = { verdict: after.verdict, rating: after.rating }
  library.history.entries = library.history.entries.map((entry) =>
    entry.row.result?.id !== id
      ? entry
      : {
          ...entry,
          tags: after.tags,
          row: { ...entry.row, result: { ...entry.row.result, ...marks, isBinned: after.isBinned } },
        },
  )
  for (const items of library.items.values()) {
    const at = items.findIndex(({ outputs }) => outputs.some((output) => output.id === id))
    const item = items[at]
    if (item === undefined) continue
    items[at] = {
      ...item,
      outputs: item.outputs.map((output) => (output.id === id ? { ...output, ...marks } : output)),
    }
  }
  return before
}

const notes = new Map<string, string>()

export function noteOf(id: string): string {
  return notes.get(id) ?? ''
}

function rowOfItem(item: ItemRow, output: OutputRow): HistoryRow {
  const { id, name, picture, verdict, rating, isFlagged } = output
  return {
    id: item.position + 1,
    itemId: item.id,
    batchId: item.batchId,
    batchNumber: output.batchNumber,
    sourceId: `source-${item.sourceId ?? item.position}`,
    mode: 'paid',
    model: output.model,
    status: item.status,
    skipReason: item.skipReason,
    failure: item.failure,
    name: item.label,
    prompt: item.prompt,
    at: '2026-05-08T09:12:00.000Z',
    charged: item.charged,
    source: item.picture,
    result: { id, picture, name, changed: 0.183, verdict, rating, isFlagged, file: 'unchanged', isBinned: false },
    stack: 1,
  }
}

function outputOfRow(row: HistoryRow): OutputRow {
  const { result } = row
  if (result === null) throw new AppError('invalid-request', 'There is no such result.')
  const { id, name, picture, isFlagged, verdict, rating } = result
  return {
    id,
    name,
    path: `/home/ada/Pictures/lightbench/spring catalogue/${row.batchNumber}/${name}`,
    picture,
    width: 1536,
    height: 1024,
    bytes: 1_240_000 + row.id * 311,
    format: 'jpeg',
    isFlagged,
    verdict,
    rating,
    batchNumber: row.batchNumber,
    model: row.model,
    prompt: row.prompt,
  }
}

/** An item of the history, as a close look at one of its rows asks for it; null where there is none. */
export function historyItem({ history }: FakeLibrary, itemId: string): ItemDetails | null {
  const row = history.entries.find((entry) => entry.row.itemId === itemId)?.row
  if (row === undefined) return null
  return {
    row: {
      id: itemId,
      batchId: row.batchId,
      position: row.id,
      label: row.name,
      picture: row.source,
      prompt: row.prompt,
      status: row.status,
      skipReason: row.skipReason,
      failure: row.failure,
      charged: row.charged,
      atStake: row.charged,
      outputs: row.result === null ? [] : [outputOfRow(row)],
      sourceId: null,
    },
    sourcePath: `/home/ada/Pictures/${row.name}`,
    facts: null,
    attempts: [],
  }
}
