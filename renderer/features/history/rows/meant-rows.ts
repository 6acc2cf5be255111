import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import type { Stores } from '../../../app/stores.ts'
import type { HistoryState } from './history-store.ts'
import { isResultKey, keyOfRow } from './row-key.ts'
import { rowAt } from './row-pages.ts'

/** Ids of the results that are meant: those selected, or else the current row's. */
export function meantOutputs({ selected, rows, current }: HistoryState): readonly string[] {
  if (selected.size > 0) return [...selected].filter(isResultKey)
  const row = current === null ? null : rowAt(rows, current.position)
  return row === null || row.result === null ? [] : [row.result.id]
}

const mostAtOnce = 500

/** The rows of what is meant, results or not; those that were never read are looked for. Rejects as `request` does. */
export async function meantRows({
  history,
  request,
}: Pick<Stores, 'history' | 'request'>): Promise<readonly HistoryRow[]> {
  const { selected, rows, current, shown } = history.getState()
  if (selected.size === 0) {
    const row = current === null ? null : rowAt(rows, current.position)
    return row === null ? [] : [row]
  }
  const found = new Map<string, HistoryRow>()
  const take = (read: Iterable<HistoryRow>): void => {
    for (const row of read) if (selected.has(keyOfRow(row))) found.set(keyOfRow(row), row)
  }
  for (const page of rows.pages.values()) take(page)
  const { view, total } = shown?.answer ?? { view: '', total: 0 }
  for (let from = 0; from < total && found.size < selected.size; from += mostAtOnce) {
    take(await request('history:rows', { view, from, count: mostAtOnce }))
  }
  return [...found.values()]
}
