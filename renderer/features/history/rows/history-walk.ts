import { useEffect, useMemo } from 'react'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { useFrom, useStores, type Stores } from '../../../app/stores.ts'
import type { Stop, Walk } from '../../compare/walk.ts'
import { useAsking } from '../../../app/use-asking.ts'
import { unmarked } from '../../review/marks/marks.ts'
import { spotAt } from './history-selection.ts'
import { totalOf, type HistoryState } from './history-store.ts'
import { wantRows } from './read-rows.ts'
import { rejectedResults } from './rejected-results.ts'
import { keyOfRow } from './row-key.ts'
import { pageSize, rowAt } from './row-pages.ts'

/** Rows beside the one that is looked at that come by themselves, to each side. */
const reach = 20
/** Beside each other. */
const most = 4

/** The way through the results of the query; null where nothing is found. Rows near it come by themselves. */
export function useHistoryWalk(): Walk | null {
  const stores = useStores()
  const { history, request } = stores
  const ask = useAsking()
  const view = useFrom('history', ({ shown }) => shown?.answer.view ?? null)
  const total = useFrom('history', totalOf)
  const current = useFrom('history', (state) => state.current?.position ?? 0)
  const rows = useFrom('history', (state) => state.rows)
  const selected = useFrom('history', (state) => state.selected)
  const index = Math.min(current, Math.max(0, total - 1))
  useEffect(() => {
    wantRows({ history, request }, { first: index - reach, last: index + reach })
    // Another view, or a page that was forgotten meanwhile, is read for the same place again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [history, request, view, index, rows])
  return useMemo(
    () => (total === 0 ? null : createWalk(stores, { total, index, rows, selected, ask })),
    [stores, total, index, rows, selected, ask],
  )
}

interface Way extends Pick<HistoryState, 'rows' | 'selected'> {
  readonly total: number
  readonly index: number
  readonly ask: ReturnType<typeof useAsking>
}

function createWalk(stores: Stores, { total, index, rows, selected, ask }: Way): Walk {
  const at = (position: number): Stop | null => stopOf(rowAt(rows, position))
  return {
    count: total,
    index,
    stop: at(index),
    at,
    goTo: (position) => goToPosition(stores, position),
    returnTo: ({ key }) => void ask(() => goToEntry(stores, Number(key))),
    several: severalOf({ rows, selected }),
    rejected: (of) => rejectedResults(stores, of),
  }
}

const stops = new WeakMap<HistoryRow, Stop>()

/** The same object for the same row: what is shown at a stop is asked for once. */
function stopOf(row: HistoryRow | null): Stop | null {
  if (row === null) return null
  const known = stops.get(row)
  if (known !== undefined) return known
  const { id, name, source, result, failure, itemId, sourceId, stack } = row
  const stop: Stop = {
    key: String(id),
    name: result?.name ?? name,
    picture: source,
    after: result?.picture ?? null,
    outputId: result?.id ?? null,
    marks: result ?? unmarked,
    failure,
    asks: stack > 1 ? { kind: 'stack', sourceId, itemId } : { kind: 'item', id: itemId },
  }
  stops.set(row, stop)
  return stop
}

/** Two to four that are selected, as far as they were read, in the order of the view. */
function severalOf({ rows, selected }: Pick<HistoryState, 'rows' | 'selected'>): readonly Stop[] {
  if (selected.size < 2 || selected.size > most) return []
  const found = [...rows.pages]
    .flatMap(([page, read]) => read.map((row, index) => ({ row, position: page * pageSize + index })))
    .filter(({ row }) => selected.has(keyOfRow(row)))
    .toSorted((a, b) => a.position - b.position)
  return found.flatMap(({ row }) => stopOf(row) ?? [])
}

/** Makes a row the current one. A selection of several is kept to walk past it; a single selected row goes along. */
export function goToPosition({ history }: Pick<Stores, 'history'>, wanted: number): void {
  history.setState((state) => {
    const position = Math.min(Math.max(wanted, 0), totalOf(state) - 1)
    if (position < 0) return {}
    const current = spotAt(state, position)
    const row = rowAt(state.rows, position)
    if (state.selected.size > 1) return { current, anchor: current }
    return { current, anchor: current, selected: new Set(row === null ? [] : [keyOfRow(row)]) }
  })
}

/** The same for an entry, wherever it stands by now; nothing happens where the view does not have it any more. */
export async function goToEntry(stores: Pick<Stores, 'history' | 'request'>, entry: number): Promise<void> {
  const view = stores.history.getState().shown?.answer.view
  if (view === undefined) return
  const position = await stores.request('history:find', { view, entry })
  if (position !== null && stores.history.getState().shown?.answer.view === view) goToPosition(stores, position)
}
