import { createStore, type StoreApi } from 'zustand/vanilla'
import { isSettled, settledStatuses } from '../../../shared/domain/item.ts'
import type { Events } from '../../../shared/ipc/contract.ts'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure, type Request } from '../../api/request.ts'
import type { Failure } from '../../../shared/errors.ts'

export interface ItemState {
  /** The batch whose items these are, null before the first one is opened. */
  readonly batchId: string | null
  /** By position, ascending. */
  readonly rows: readonly ItemRow[]
  readonly isLoaded: boolean
  /** Why they could not be read. */
  readonly failure: Failure | null
}

export type ItemStore = StoreApi<ItemState>

const pageSize = 5_000

export function createItemStore(): ItemStore {
  return createStore<ItemState>(() => ({ batchId: null, rows: [], isLoaded: false, failure: null }))
}

/**
 * Reads the items of a batch, page by page; each page is shown as it comes. Changing to another batch meanwhile ends
 * it. A batch that is shown already stays as it is while it is read again.
 */
export async function loadItems(store: ItemStore, request: Request, batchId: string): Promise<void> {
  if (store.getState().batchId !== batchId) store.setState({ batchId, rows: [], isLoaded: false, failure: null })
  try {
    for (let after = -1; ;) {
      const page = await request('batches:items', { id: batchId, after, limit: pageSize })
      if (store.getState().batchId !== batchId) return
      store.setState(({ rows }) => ({ rows: mergeRows(rows, page) }))
      const last = page.at(-1)
      if (last === undefined || page.length < pageSize) break
      after = last.position
    }
    store.setState({ isLoaded: true, failure: null })
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    if (store.getState().batchId === batchId) store.setState({ isLoaded: true, failure: thrown.failure })
  }
}

/**
 * Takes in what changed in the batch that is shown. Where there was too much to say at once, the pages that may have
 * changed are read again, at most every two seconds.
 */
export function applyItemEvent(store: ItemStore, { row, items, isPartial }: Events['batch'], request: Request): void {
  if (store.getState().batchId !== row.id) return
  if (items.length > 0) store.setState(({ rows }) => ({ rows: mergeRows(rows, items) }))
  if (!isPartial) return
  const isWaiting = refreshes.has(store)
  refreshes.set(store, row.counts)
  if (isWaiting) return
  setTimeout(() => {
    const counts = refreshes.get(store) ?? {}
    refreshes.delete(store)
    void refreshItems(store, request, counts)
  }, refreshAfterMs)
}

const refreshAfterMs = 2_000
/** Stores that are about to be refreshed, with what main counted last. */
const refreshes = new WeakMap<ItemStore, BatchRow['counts']>()

/**
 * Looks again at the pages that may have changed: those with an item that is not settled; all of them where settled
 * ones were taken up again, which shows in their number.
 */
async function refreshItems(store: ItemStore, request: Request, counts: BatchRow['counts']): Promise<void> {
  const { batchId, rows } = store.getState()
  if (batchId === null) return
  const isAnyFewer = settledStatuses.some((status) => countOf(rows, status) > (counts[status] ?? 0))
  try {
    for (let index = 0; index < rows.length; index += pageSize) {
      const page = rows.slice(index, index + pageSize)
      const first = page[0]
      if (first === undefined || (!isAnyFewer && page.every(({ status }) => isSettled(status)))) continue
      const fresh = await request('batches:items', { id: batchId, after: first.position - 1, limit: pageSize })
      if (store.getState().batchId !== batchId) return
      store.setState(({ rows }) => ({ rows: mergeRows(rows, fresh) }))
    }
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    if (store.getState().batchId === batchId) store.setState({ failure: thrown.failure })
  }
}

function countOf(rows: readonly ItemRow[], status: ItemRow['status']): number {
  return rows.reduce((count, row) => (row.status === status ? count + 1 : count), 0)
}

/** Puts new rows in the place of old ones with the same position; both are sorted by it afterwards. */
export function mergeRows(rows: readonly ItemRow[], fresh: readonly ItemRow[]): readonly ItemRow[] {
  if (fresh.length === 0) return rows
  const last = rows.at(-1)
  const sorted = fresh.toSorted((a, b) => a.position - b.position)
  if (last === undefined || (sorted[0]?.position ?? 0) > last.position) return [...rows, ...sorted]
  const byPosition = new Map(sorted.map((row) => [row.position, row]))
  const kept = rows.map((row) => {
    const changed = byPosition.get(row.position)
    byPosition.delete(row.position)
    return changed ?? row
  })
  if (byPosition.size === 0) return kept
  return [...kept, ...byPosition.values()].sort((a, b) => a.position - b.position)
}
