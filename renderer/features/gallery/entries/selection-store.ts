import { createStore, type StoreApi } from 'zustand/vanilla'

export interface SelectionState {
  /** Keys of gallery entries of the place that is shown: source ids or item ids as text. */
  readonly selected: ReadonlySet<string>
  /** Where shift-selection begins. */
  readonly anchor: string | null
  /** The entry the keyboard is on; what the loupe shows. */
  readonly current: string | null
}

export type SelectionStore = StoreApi<SelectionState>

export function createSelectionStore(): SelectionStore {
  return createStore<SelectionState>(() => ({ selected: new Set(), anchor: null, current: null }))
}
