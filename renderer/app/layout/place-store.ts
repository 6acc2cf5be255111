import { createStore, type StoreApi } from 'zustand/vanilla'
import type { HistoryQuery } from '../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../shared/ipc/history-query.ts'

/** What the middle of the window shows. */
export type Place =
  | { readonly kind: 'table'; readonly folder: string | null }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'history' }
  | { readonly kind: 'spend' }

export const views = ['grid', 'loupe', 'compare'] as const
export type View = (typeof views)[number]

export const sortOrders = ['added', 'name', 'size', 'date', 'status'] as const
export type SortOrder = (typeof sortOrders)[number]

export const statusFilters = ['all', 'none', 'running', 'done', 'failed', 'unresolved', 'skipped', 'cancelled'] as const
export type StatusFilter = (typeof statusFilters)[number]

/** Where in the history the user is; unlike a search, it is found again by whoever comes back. */
export interface HistoryPlace {
  readonly query: HistoryQuery
  readonly shows: 'results' | 'batches'
}

export interface PlaceState {
  readonly place: Place
  readonly view: View
  /** Edge of a cell in pixels, 96 to 480. */
  readonly cellSize: number
  readonly sort: SortOrder
  readonly filter: StatusFilter
  /** Shows only what has this in its name or prompt. */
  readonly search: string
  readonly history: HistoryPlace
}

export type PlaceStore = StoreApi<PlaceState>

export const smallestCell = 96
export const largestCell = 480

/**
 * Where in the window the user is; survives a reload by way of main. Search, filter and view belong to a place: whoever
 * goes to another finds all of it in the grid, unless they are set along with it.
 */
export function createPlaceStore(kept: Partial<PlaceState>): PlaceStore {
  const store = createStore<PlaceState>(() => ({
    place: { kind: 'table', folder: null },
    view: 'grid',
    cellSize: 168,
    sort: 'added',
    filter: 'all',
    search: '',
    history: { query: everything, shows: 'results' },
    ...kept,
  }))
  store.subscribe((now, before) => {
    if (isSamePlace(now.place, before.place)) return
    if (now.search === before.search && now.search !== '') store.setState({ search: '' })
    if (now.filter === before.filter && now.filter !== 'all') store.setState({ filter: 'all' })
    if (now.view === before.view && now.view !== 'grid') store.setState({ view: 'grid' })
  })
  return store
}

/** Shows all of a batch, also where a part of it was shown before. */
export function showBatch(store: PlaceStore, batchId: string): void {
  store.setState({ place: { kind: 'batch', batchId }, view: 'grid', filter: 'all', search: '' })
}

/** Folders are parts of one table. */
function isSamePlace(left: Place, right: Place): boolean {
  if (left.kind === 'batch' && right.kind === 'batch') return left.batchId === right.batchId
  return left.kind === right.kind
}
