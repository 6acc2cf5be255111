import type { SelectionState } from './selection-store.ts'

/** The keys of what is shown, in the order shown. */
export interface KeyOrder {
  readonly keys: readonly string[]
  /** -1 where the key is not shown. */
  indexOf(key: string | null): number
}

export interface GridShape {
  readonly columns: number
  /** Whole rows that fit the window, at least one. */
  readonly pageRows: number
}

export type MoveKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End' | 'PageUp' | 'PageDown'

export const nothingSelected: SelectionState = { selected: new Set(), anchor: null, current: null }

/** The index is built at the first question only: most lists are never asked. */
export function createKeyOrder(keys: readonly string[]): KeyOrder {
  let positions: Map<string, number> | null = null
  return {
    keys,
    indexOf: (key) => {
      if (key === null) return -1
      positions ??= new Map(keys.map((each, index) => [each, index]))
      return positions.get(key) ?? -1
    },
  }
}

export function click(state: SelectionState, { order, key, toggles, extends: isRange }: Click): SelectionState {
  if (order.indexOf(key) === -1) return state
  if (isRange) return extendTo(state, { order, key, keeps: toggles })
  if (!toggles) return { selected: new Set([key]), anchor: key, current: key }
  const selected = new Set(state.selected)
  if (!selected.delete(key)) selected.add(key)
  return { selected, anchor: key, current: key }
}

interface Click {
  readonly order: KeyOrder
  readonly key: string
  /** Ctrl or Cmd. */
  readonly toggles: boolean
  /** Shift. */
  readonly extends: boolean
}

/** From the anchor to the key; without an anchor that is shown, the range begins at the current entry. */
function extendTo(
  state: SelectionState,
  { order, key, keeps }: { readonly order: KeyOrder; readonly key: string; readonly keeps: boolean },
): SelectionState {
  const anchor = [state.anchor, state.current].find((each) => order.indexOf(each) !== -1) ?? key
  const ends = [order.indexOf(anchor), order.indexOf(key)]
  const range = order.keys.slice(Math.min(...ends), Math.max(...ends) + 1)
  return { selected: new Set(keeps ? [...state.selected, ...range] : range), anchor, current: key }
}

/** Where a key press leads; the list does not wrap. From nowhere every key leads to the first entry, End to the last. */
export function moveIndex(
  from: number,
  move: MoveKey,
  { columns, pageRows, count }: GridShape & { count: number },
): number {
  const last = count - 1
  if (count === 0) return -1
  if (from === -1) return move === 'End' ? last : 0
  const clamp = (index: number): number => Math.min(Math.max(index, 0), last)
  /** Down from the last but one row leads to the last entry where the last row has none below. */
  const down = (rows: number): number => {
    const lastRow = Math.floor(last / columns)
    const row = Math.min(Math.floor(from / columns) + rows, lastRow)
    return clamp(row * columns + (from % columns))
  }
  const up = (rows: number): number => Math.max(Math.floor(from / columns) - rows, 0) * columns + (from % columns)
  switch (move) {
    case 'ArrowLeft':
      return clamp(from - 1)
    case 'ArrowRight':
      return clamp(from + 1)
    case 'ArrowUp':
      return up(1)
    case 'ArrowDown':
      return down(1)
    case 'PageUp':
      return up(pageRows)
    case 'PageDown':
      return down(pageRows)
    case 'Home':
      return 0
    case 'End':
      return last
  }
}

/** Shift extends; Ctrl or Cmd moves without selecting; alone the entry becomes the whole selection. */
export function moveTo(
  state: SelectionState,
  { order, index, extends: isRange, keeps }: { order: KeyOrder; index: number; extends: boolean; keeps: boolean },
): SelectionState {
  const key = order.keys[index]
  if (key === undefined) return state
  if (isRange) return extendTo(state, { order, key, keeps })
  if (keeps) return { ...state, current: key }
  return { selected: new Set([key]), anchor: key, current: key }
}

export function selectAll(state: SelectionState, order: KeyOrder): SelectionState {
  return { ...state, selected: new Set(order.keys) }
}

/** Clears the selection; the keyboard stays where it is. */
export function selectNone(state: SelectionState): SelectionState {
  return { ...state, selected: new Set(), anchor: null }
}

/** What a rubber band covers, with what was selected before it where Ctrl, Cmd or Shift is held. */
export function selectCovered(
  base: SelectionState,
  { order, indices, keeps }: { order: KeyOrder; indices: readonly number[]; keeps: boolean },
): SelectionState {
  const covered = indices.map((index) => order.keys[index]).filter((key) => key !== undefined)
  const first = covered[0] ?? null
  return {
    selected: new Set(keeps ? [...base.selected, ...covered] : covered),
    anchor: first ?? base.anchor,
    current: first ?? base.current,
  }
}

/** Forgets what is not shown any more, so that nobody acts on pictures they cannot see. */
export function keepShown(state: SelectionState, order: KeyOrder): SelectionState {
  const isShown = (key: string): boolean => order.indexOf(key) !== -1
  const selected = [...state.selected].filter(isShown)
  const isWhole = selected.length === state.selected.size
  const anchor = state.anchor !== null && isShown(state.anchor) ? state.anchor : null
  const current = state.current !== null && isShown(state.current) ? state.current : null
  if (isWhole && anchor === state.anchor && current === state.current) return state
  return { selected: isWhole ? state.selected : new Set(selected), anchor, current }
}

/**
 * Where typing leads: the first name from `from` on that begins with the text, going round. The same letter again and
 * again steps through the names that begin with it. -1 where there is none.
 */
export function findByTyping(
  names: readonly string[],
  { text, from }: { readonly text: string; readonly from: number },
): number {
  const isRepeat = text.length > 1 && text === text.charAt(0).repeat(text.length)
  const wanted = isRepeat ? (text[0] ?? '') : text
  const start = Math.max(from, 0) + (isRepeat || text.length === 1 ? 1 : 0)
  for (let step = 0; step < names.length; step += 1) {
    const index = (start + step) % names.length
    if (names[index]?.startsWith(wanted)) return index
  }
  return -1
}

/** Where the keyboard goes on when entries go: what follows the first of them, or what stands before it at the end. */
export function neighbourOf({ keys }: KeyOrder, going: ReadonlySet<string>): string | null {
  const first = keys.findIndex((key) => going.has(key))
  if (first === -1) return null
  return keys.slice(first).find((key) => !going.has(key)) ?? keys[first - 1] ?? null
}
