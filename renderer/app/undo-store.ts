import { createStore, type StoreApi } from 'zustand/vanilla'

export interface UndoableAction {
  /** What was done, as a toast says it. */
  readonly label: string
  /** Takes it back. Rejects with what `request` throws, and is not offered again then. */
  readonly undo: () => Promise<void>
}

export interface UndoState {
  /** Latest last. */
  readonly actions: readonly UndoableAction[]
}

export type UndoStore = StoreApi<UndoState>

const mostActions = 50

export function createUndoStore(): UndoStore {
  return createStore<UndoState>(() => ({ actions: [] }))
}

export function pushUndo(store: UndoStore, action: UndoableAction): void {
  store.setState(({ actions }) => ({ actions: [...actions, action].slice(-mostActions) }))
}

/** Takes back one action, or the latest one. Does nothing for one that was taken back already. */
export async function undo(store: UndoStore, action = store.getState().actions.at(-1)): Promise<void> {
  if (action === undefined || !store.getState().actions.includes(action)) return
  store.setState(({ actions }) => ({ actions: actions.filter((other) => other !== action) }))
  await action.undo()
}
