import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../../../shared/errors.ts'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import type {
  CollectionRow,
  HistoryFolder,
  HistoryView,
  SavedSearch,
  TimelineMonth,
} from '../../../../shared/ipc/history-rows.ts'
import type { Range, RowPages } from './row-pages.ts'

/** The answer that is shown. */
export interface ShownView {
  readonly query: HistoryQuery
  readonly answer: HistoryView
  /** Where the row that was looked at stood in the view before, and stands now; null for a new query. */
  readonly moved: { readonly from: number; readonly to: number } | null
}

/** A place in the view, and the entry that stood there when it was last seen. */
export interface Spot {
  readonly position: number
  readonly entry: number | null
}

export interface Sight extends Range {
  /** The last of the first row, which a jump may lead to as well as to its first. */
  readonly lead: number
}

export interface HistoryLists {
  readonly searches: readonly SavedSearch[]
  readonly collections: readonly CollectionRow[]
  readonly folders: readonly HistoryFolder[]
  readonly tags: readonly { readonly tag: string; readonly count: number }[]
}

export interface HistoryState {
  readonly shown: ShownView | null
  readonly rows: RowPages
  /** The query that is being asked; null where the answer shown is the one wanted. */
  readonly asked: { readonly query: HistoryQuery; readonly isQuiet: boolean } | null
  /** Why there is no answer to what was asked last. */
  readonly failure: Failure | null
  /** Something changed since the view was opened. */
  readonly isStale: boolean
  /** Keys of what is selected: see `keyOfRow`. */
  readonly selected: ReadonlySet<string>
  /** Where shift-selection begins. */
  readonly anchor: Spot | null
  /** Where the keyboard is; what the loupe shows. */
  readonly current: Spot | null
  /** What the window shows of the view now. */
  readonly sight: Sight
  /** The place the grid shall begin with; another object for each wish. */
  readonly goal: { readonly position: number } | null
  /** Where the grid was left. */
  readonly scrollTop: number
  /** Of the view; null until it came. */
  readonly timeline: readonly TimelineMonth[] | null
  /** null until they came. */
  readonly lists: HistoryLists | null
}

export type HistoryStore = StoreApi<HistoryState>

export function createHistoryStore(): HistoryStore {
  return createStore<HistoryState>(() => ({
    shown: null,
    rows: { pages: new Map() },
    asked: null,
    failure: null,
    isStale: false,
    selected: new Set(),
    anchor: null,
    current: null,
    sight: { first: 0, last: 0, lead: 0 },
    goal: null,
    scrollTop: 0,
    timeline: null,
    lists: null,
  }))
}

export function totalOf({ shown }: HistoryState): number {
  return shown?.answer.total ?? 0
}
