import { createStore, type StoreApi } from 'zustand/vanilla'

/** What the middle of the window shows. */
export type Place =
  | { readonly kind: 'table'; readonly folder: string | null }
  | { readonly kind: 'batch'; readonly batchId: string }
  | { readonly kind: 'history' }

export const views = ['grid', 'loupe', 'compare'] as const
export type View = (typeof views)[number]

export const sortOrders = ['added', 'name', 'size', 'date', 'status'] as const
export type SortOrder = (typeof sortOrders)[number]

export const statusFilters = ['all', 'none', 'running', 'done', 'failed', 'unresolved', 'skipped'] as const
export type StatusFilter = (typeof statusFilters)[number]

export interface PlaceState {
  readonly place: Place
  readonly view: View
  /** Edge of a cell in pixels, 96 to 480. */
  readonly cellSize: number
  readonly sort: SortOrder
  readonly filter: StatusFilter
  /** Shows only what has this in its name or prompt. */
  readonly search: string
}

export type PlaceStore = StoreApi<PlaceState>

export const smallestCell = 96
export const largestCell = 480

/** Where in the window the user is; survives a reload by way of main. */
export function createPlaceStore(kept: Partial<PlaceState>): PlaceStore {
  return createStore<PlaceState>(() => ({
    place: { kind: 'table', folder: null },
    view: 'grid',
    cellSize: 168,
    sort: 'added',
    filter: 'all',
    search: '',
    ...kept,
  }))
}
