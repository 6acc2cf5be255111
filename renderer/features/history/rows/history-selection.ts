import type { Stores } from '../../../app/stores.ts'
import type { HistoryState, Spot } from './history-store.ts'
import { readPageAt } from './read-rows.ts'
import { keyOfRow } from './row-key.ts'
import { pageSize, rowAt, type Range } from './row-pages.ts'

type SelectionStores = Pick<Stores, 'history' | 'request'>

export interface Choice {
  /** Shift. */
  readonly extends: boolean
  /** Ctrl or Cmd. */
  readonly keeps: boolean
}

export function spotAt({ rows }: HistoryState, position: number): Spot {
  return { position, entry: rowAt(rows, position)?.id ?? null }
}

function keyAt({ rows }: HistoryState, position: number): string | null {
  const row = rowAt(rows, position)
  return row === null ? null : keyOfRow(row)
}

/** A press on a cell: alone it is the whole selection, with Ctrl or Cmd it goes in or out, with Shift all up to it. */
export async function clickAt(stores: SelectionStores, position: number, choice: Choice): Promise<void> {
  if (choice.extends) return extendTo(stores, position, choice.keeps)
  stores.history.setState((state) => {
    const key = keyAt(state, position)
    const spot = spotAt(state, position)
    const selected = new Set(choice.keeps ? state.selected : [])
    if (key !== null && !selected.delete(key)) selected.add(key)
    return { selected, anchor: spot, current: spot }
  })
}

/** The keyboard moves: Shift extends, Ctrl or Cmd moves without selecting, alone the row is the whole selection. */
export async function moveTo(stores: SelectionStores, position: number, choice: Choice): Promise<void> {
  if (choice.extends) return extendTo(stores, position, choice.keeps)
  const { history } = stores
  const spot = spotAt(history.getState(), position)
  history.setState(
    choice.keeps ? { current: spot } : { ...onlyAt(history.getState(), position), anchor: spot, current: spot },
  )
  if (spot.entry !== null) return
  // Far from everything that was read, as by the End key.
  await readPageAt(stores, position)
  history.setState((state) => {
    if (state.current !== spot) return {}
    const current = spotAt(state, position)
    return choice.keeps ? { current } : { ...onlyAt(state, position), anchor: current, current }
  })
}

function onlyAt(state: HistoryState, position: number): Pick<HistoryState, 'selected'> {
  const key = keyAt(state, position)
  return { selected: new Set(key === null ? [] : [key]) }
}

/** Selects every result of the view. */
export async function selectEverything({ history, request }: SelectionStores): Promise<void> {
  const { shown } = history.getState()
  if (shown === null || shown.answer.total === 0) return
  const { view, total } = shown.answer
  const outputs = await request('history:outputs', { view, from: 0, to: total - 1 })
  if (history.getState().shown?.query === shown.query) history.setState({ selected: new Set(outputs) })
}

export function selectNothing({ history }: Pick<Stores, 'history'>): void {
  history.setState({ selected: new Set(), anchor: null })
}

/** From the anchor, or else from where the keyboard was. */
async function extendTo(stores: SelectionStores, position: number, keeps: boolean): Promise<void> {
  const state = stores.history.getState()
  const anchor = state.anchor ?? state.current ?? spotAt(state, position)
  stores.history.setState({ anchor, current: spotAt(state, position) })
  await selectFromAnchor(stores, keeps ? state.selected : new Set())
}

/** Results come from main, which knows those that were never read; entries without one only where they were seen. */
async function selectFromAnchor({ history, request }: SelectionStores, base: ReadonlySet<string>): Promise<void> {
  const before = history.getState()
  const { shown, anchor, current } = before
  if (shown === null || anchor === null || current === null) return
  const first = Math.min(anchor.position, current.position)
  const last = Math.max(anchor.position, current.position)
  const outputs = await request('history:outputs', { view: shown.answer.view, from: first, to: last })
  const now = history.getState()
  if (isOnlyNewer(before, now)) return selectFromAnchor({ history, request }, base)
  // Whoever selected something else meanwhile, or asked another query, does not want this any more.
  if (now.selected !== before.selected || now.current !== current || now.shown !== shown) return
  history.setState({ selected: new Set([...base, ...outputs, ...keysWithoutResult(now, { first, last })]) })
}

/** The same query was answered anew, as after a change in the background, and nobody went elsewhere. */
function isOnlyNewer(before: HistoryState, now: HistoryState): boolean {
  return (
    now.shown !== before.shown &&
    now.shown?.query === before.shown?.query &&
    now.current?.entry === before.current?.entry
  )
}

function keysWithoutResult({ rows }: HistoryState, { first, last }: Range): readonly string[] {
  return [...rows.pages].flatMap(([page, read]) =>
    read
      .filter((row, index) => row.result === null && isWithin(page * pageSize + index, { first, last }))
      .map((row) => keyOfRow(row)),
  )
}

function isWithin(position: number, { first, last }: Range): boolean {
  return position >= first && position <= last
}

/** What a rubber band covers, with what was selected before it where a key says so. */
export function selectPositions(
  { history }: Pick<Stores, 'history'>,
  positions: readonly number[],
  base: Pick<HistoryState, 'selected' | 'anchor' | 'current'>,
): void {
  history.setState((state) => {
    const keys = positions.map((position) => keyAt(state, position)).filter((key) => key !== null)
    const first = positions[0] === undefined ? null : spotAt(state, positions[0])
    return {
      selected: new Set([...base.selected, ...keys]),
      anchor: first ?? base.anchor,
      current: first ?? base.current,
    }
  })
}
