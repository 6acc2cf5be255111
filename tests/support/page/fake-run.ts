import type { ItemStatus } from '../../../shared/domain/item.ts'
import { isSettled } from '../../../shared/domain/item.ts'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import type { FakeLibrary } from './fake-library.ts'
import { sumUp, withStatus } from './generated.ts'

const steps: readonly ItemStatus[] = ['queued', 'preparing', 'submitting', 'waiting', 'fetching', 'finishing']
const atATime = 4

/** Moves every running batch a step: some items go on, and now and then one fails or gets no answer. */
export function advanceRuns(library: FakeLibrary): void {
  for (const batch of library.batches) if (batch.activity === 'running') advance(library, batch)
}

function advance(library: FakeLibrary, batch: BatchRow): void {
  const items = library.items.get(batch.id) ?? []
  const moving = items.filter(({ status }) => !isSettled(status) && status !== 'unresolved').slice(0, atATime)
  const changed = moving.map((item) => withStatus(item, nextStatus(item), batch))
  for (const item of changed) items[item.position] = item
  const isOver = items.every(({ status }) => isSettled(status) || status === 'unresolved')
  const finished = { status: 'done', activity: 'none', finishedAt: new Date().toISOString() } as const
  putBatch(library, sumUp({ ...batch, ...(isOver ? finished : {}) }, items), changed)
  tellSources(library, changed)
}

function nextStatus({ status, position }: ItemRow): ItemStatus {
  if (status !== 'finishing') return steps[steps.indexOf(status) + 1] ?? 'preparing'
  return position % 17 === 3 ? 'failed' : position % 41 === 7 ? 'unresolved' : 'done'
}

/** Remembers a batch and tells the page of it. */
export function putBatch(library: FakeLibrary, row: BatchRow, items: readonly ItemRow[]): void {
  const isKnown = library.batches.some(({ id }) => id === row.id)
  library.batches = isKnown ? library.batches.map((old) => (old.id === row.id ? row : old)) : [row, ...library.batches]
  library.emit({ name: 'batch', payload: { row, items, isPartial: false } })
}

function tellSources(library: FakeLibrary, items: readonly ItemRow[]): void {
  const byId = new Map(items.map((item) => [item.sourceId, item]))
  const rows = library.sources
    .filter(({ id }) => byId.has(id))
    .map((source) => {
      const item = byId.get(source.id)
      return { ...source, status: item?.status ?? null, results: source.results + (item?.outputs.length ?? 0) }
    })
  const changed = new Map(rows.map((row) => [row.id, row]))
  library.sources = library.sources.map((source) => changed.get(source.id) ?? source)
  library.emit({ name: 'sources', payload: { total: library.sources.length, rows, isWhole: false } })
}
