import { useMemo } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useAsking } from '../../app/use-asking.ts'
import type { Marks } from '../review/marks/marks.ts'
import type { ReviewTargets } from '../review/review-targets.ts'
import { goToEntry, goToPosition } from './rows/history-walk.ts'
import { totalOf } from './rows/history-store.ts'
import { meantOutputs, meantRows } from './rows/meant-rows.ts'
import { rejectedResults } from './rows/rejected-results.ts'
import { rowAt, type RowPages } from './rows/row-pages.ts'

/** What the keys of review mean in the grid of results: those that are selected, or else the keyboard's. */
export function useResultsTargets(): ReviewTargets {
  const stores = useStores()
  const ask = useAsking()
  const isAny = useFrom('history', (state) => meantOutputs(state).length > 0)
  const hasItems = useFrom('history', ({ selected, current }) => selected.size > 0 || current !== null)
  return useMemo(() => {
    const { history } = stores
    const marksOf = createLookUp()
    return {
      isAny,
      hasItems,
      outputs: () => meantOutputs(history.getState()),
      marksOf: (output) => marksOf(history.getState().rows, output),
      items: async () => (await meantRows(stores)).map(({ itemId, prompt, model }) => ({ id: itemId, prompt, model })),
      move: (steps) => {
        const { current, rows } = history.getState()
        const from = current?.position ?? 0
        const entry = rowAt(rows, from)?.id ?? null
        goToPosition(stores, Math.min(from + steps, totalOf(history.getState()) - 1))
        return () => void (entry !== null && ask(() => goToEntry(stores, entry)))
      },
      others: [],
      rejected: (of) => rejectedResults(stores, of),
    }
  }, [stores, ask, isAny, hasItems])
}

/** Looks up one result after another; the rows are gone through once for as long as they are the same. */
function createLookUp(): (rows: RowPages, output: string) => Marks | null {
  let known: { readonly rows: RowPages; readonly marks: ReadonlyMap<string, Marks> } | null = null
  return (rows, output) => {
    if (known?.rows !== rows) {
      const results = [...rows.pages.values()].flat().flatMap(({ result }) => result ?? [])
      known = { rows, marks: new Map(results.map((result) => [result.id, result])) }
    }
    return known.marks.get(output) ?? null
  }
}
