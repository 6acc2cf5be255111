import { createStore, type StoreApi } from 'zustand/vanilla'

export interface UndoableAction {
  /** What was done, as a toast says it. */
  readonly label: string
  /** Takes it back. Rejects with what `request` throws, and is not offered again then. */
  readonly undo: () => Promise<void>
  /** Does it once more after it was taken back; left out where that cannot be done. Rejects as `undo` does. */
  readonly redo?: () => Promise<void>
}

export interface UndoState {
  /** Latest last. */
  readonly actions: readonly UndoableAction[]
  /** What was taken back and can be done once more, latest last; something new empties it. */
  readonly undone: readonly UndoableAction[]
}

export type UndoStore = StoreApi<UndoState>

const mostActions = 50

export function createUndoStore(): UndoStore {
  return createStore<UndoState>(() => ({ actions: [], undone: [] }))
}

export function pushUndo(store: UndoStore, action: UndoableAction): void {
  store.setState(({ actions }) => ({ actions: [...actions, action].slice(-mostActions), undone: [] }))
}

/** Forgets an action that came to nothing. */
export function dropUndo(store: UndoStore, action: UndoableAction): void {
  store.setState(({ actions, undone }) => ({ actions: without(actions, action), undone: without(undone, action) }))
}

/** Takes back one action, or the latest one. Does nothing for one that was taken back already. */
export async function undo(store: UndoStore, action = store.getState().actions.at(-1)): Promise<void> {
  if (action === undefined || !store.getState().actions.includes(action)) return
  const isRepeatable = action.redo !== undefined
  store.setState(({ actions, undone }) => ({
    actions: without(actions, action),
    undone: isRepeatable ? [...undone, action] : undone,
  }))
  await dropWhereItFails(store, action, action.undo)
}

/** Does once more what was taken back last. */
export async function redo(store: UndoStore): Promise<void> {
  const action = store.getState().undone.at(-1)
  if (action?.redo === undefined) return
  store.setState(({ actions, undone }) => ({
    actions: [...actions, action].slice(-mostActions),
    undone: without(undone, action),
  }))
  await dropWhereItFails(store, action, action.redo)
}

async function dropWhereItFails(store: UndoStore, action: UndoableAction, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    dropUndo(store, action)
    throw thrown
  }
}

function without(actions: readonly UndoableAction[], action: UndoableAction): readonly UndoableAction[] {
  return actions.filter((other) => other !== action)
}
