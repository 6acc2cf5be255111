import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'

const entryPrefix = 'entry '

/** What selections are made of: the id of the row's result, or a name of its own where there is none. */
export function keyOfRow({ id, result }: HistoryRow): string {
  return result?.id ?? `${entryPrefix}${id}`
}

export function isResultKey(key: string): boolean {
  return !key.startsWith(entryPrefix)
}
