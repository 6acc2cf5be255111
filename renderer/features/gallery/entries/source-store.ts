import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Events } from '../../../../shared/ipc/contract.ts'
import type { IntakeState, SourceRow } from '../../../../shared/ipc/rows.ts'
import { RequestFailure, type Request } from '../../../api/request.ts'
import { mergeRows } from './merge-rows.ts'

export interface SourceState {
  /** By id, ascending. While the first load runs, the pages that have come. */
  readonly rows: readonly SourceRow[]
  /** What main says there is, whether it has come or not. */
  readonly total: number
  readonly isLoaded: boolean
  readonly intake: IntakeState
  /** Files of this page that are sent only after a yes, because they are so many. */
  readonly question: { readonly count: number; readonly answer: (isYes: boolean) => void } | null
  /** What was dropped is looked through in this page; null where that is over or takes no time. */
  readonly collecting: { readonly found: number; readonly stop: () => void } | null
  /** Main paints them, which takes seconds. */
  readonly isMakingSamples: boolean
}

export type SourceStore = StoreApi<SourceState>

/** A load in progress, and what is needed to begin another. */
interface Loader {
  readonly request: Request
  /** Changes told while pages were on their way; they are newer than what the pages say. */
  changes: SourceRow[]
  isLoading: boolean
  /** Something changed that only a whole load can tell. */
  isStale: boolean
}

const pageSize = 5_000
/** Fills every window; whoever opens one sees pictures before the rest is read. */
const firstPageSize = 500
const loaders = new WeakMap<SourceStore, Loader>()

export const idleIntake: IntakeState = { phase: 'idle', found: 0, received: null, last: null }

export function createSourceStore(): SourceStore {
  return createStore<SourceState>(() => ({
    rows: [],
    total: 0,
    isLoaded: false,
    intake: idleIntake,
    question: null,
    collecting: null,
    isMakingSamples: false,
  }))
}

/**
 * Loads the whole table, page by page. The first time each page is shown as it comes; later the table stays as it was
 * until the new one is whole. Calls during a load make it run once more. Rejects with what `request` throws.
 */
export async function loadSources(store: SourceStore, request: Request): Promise<void> {
  const loader = loaders.get(store) ?? { request, changes: [], isLoading: false, isStale: false }
  loaders.set(store, loader)
  loader.isStale = true
  if (loader.isLoading) return
  loader.isLoading = true
  try {
    while (loader.isStale) await loadOnce(store, loader)
  } finally {
    loader.isLoading = false
  }
}

async function loadOnce(store: SourceStore, loader: Loader): Promise<void> {
  loader.isStale = false
  loader.changes = []
  let loaded: readonly SourceRow[] = []
  for (let isMore = true; isMore;) {
    const after = loaded.at(-1)?.id ?? -1
    const limit = after === -1 && !store.getState().isLoaded ? firstPageSize : pageSize
    const page = await loader.request('sources:list', { after, limit })
    // A new list each time: the store hands out the one before.
    loaded = [...loaded, ...page.rows]
    isMore = page.rows.length > 0 && loaded.length < page.total
    if (!isMore || !store.getState().isLoaded) {
      store.setState({ rows: mergeRows(loaded, loader.changes), total: page.total })
    }
  }
  store.setState({ isLoaded: true })
}

/** Takes in what main told. Asks for everything anew where main says so and the store was loaded before. */
export function applySourceEvent(store: SourceStore, { total, rows, isWhole }: Events['sources']): void {
  const loader = loaders.get(store)
  loader?.changes.push(...rows)
  store.setState((state) => ({ rows: mergeRows(state.rows, rows), total }))
  if (!isWhole || loader === undefined) return
  loadSources(store, loader.request).catch((thrown: unknown) => {
    // The window says by itself that main is gone, and loads everything again when it is back.
    if (!(thrown instanceof RequestFailure)) throw thrown
  })
}

/** Takes rows off at once; main tells the same a moment later. */
export function forgetSources(store: SourceStore, ids: ReadonlySet<number>): void {
  store.setState(({ rows }) => {
    const left = rows.filter(({ id }) => !ids.has(id))
    return { rows: left, total: left.length }
  })
}

export function applyIntakeEvent(store: SourceStore, intake: IntakeState): void {
  store.setState({ intake })
}
