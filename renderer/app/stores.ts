import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Bridge } from '../../shared/ipc/contract.ts'
import type { Request } from '../api/request.ts'
import type { BatchStore } from '../features/batch/batch-store.ts'
import type { ItemStore } from '../features/batch/item-store.ts'
import type { CareStore } from '../features/care/care-store.ts'
import type { SelectionStore } from '../features/gallery/entries/selection-store.ts'
import type { SourceStore } from '../features/gallery/entries/source-store.ts'
import type { HistoryStore } from '../features/history/rows/history-store.ts'
import type { DraftStore } from '../features/recipe/draft/draft-store.ts'
import type { BooksStore } from '../features/report/books-store.ts'
import type { ReviewStore } from '../features/review/review-store.ts'
import type { SettingsStore } from '../features/settings/settings-store.ts'
import type { CommandStore } from './commands/command-store.ts'
import type { LayoutStore } from './layout/layout-store.ts'
import type { PlaceStore } from './layout/place-store.ts'
import type { ShellStore } from './shell-store.ts'
import type { UndoStore } from './undo-store.ts'

/** Everything the components share. Main owns the truth; stores repeat what it said last. */
export interface Stores {
  readonly bridge: Bridge<File>
  readonly request: Request
  readonly shell: ShellStore
  readonly layout: LayoutStore
  readonly place: PlaceStore
  readonly commands: CommandStore
  readonly undo: UndoStore
  readonly settings: SettingsStore
  readonly sources: SourceStore
  readonly selection: SelectionStore
  readonly draft: DraftStore
  readonly batches: BatchStore
  readonly items: ItemStore
  readonly care: CareStore
  readonly books: BooksStore
  readonly review: ReviewStore
  readonly history: HistoryStore
}

export const StoresContext = createContext<Stores | null>(null)

export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === null) throw new Error('The stores are used outside their provider')
  return stores
}

type StoreName = { [K in keyof Stores]: Stores[K] extends StoreApi<unknown> ? K : never }[keyof Stores]
type StateOf<S> = S extends StoreApi<infer T> ? T : never

/** Reads a part of a store and renders again when it changes. What builds an object goes through `useShallow`. */
export function useFrom<K extends StoreName, T>(name: K, select: (state: StateOf<Stores[K]>) => T): T {
  const store: unknown = useStores()[name]
  // K picks one store; TypeScript sees the union.
  return useStore<StoreApi<StateOf<Stores[K]>>, T>(store as StoreApi<StateOf<Stores[K]>>, select)
}
