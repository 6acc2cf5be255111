import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { Database } from '../history/database.ts'

type PageKey = Input<'page:write'>['key']

/** What the page wants back after a reload. Nothing here reads it. */
export interface PageState {
  read(): Output<'page:read'>
  write(key: PageKey, value: string): void
}

export function createPageState(database: Database): PageState {
  return {
    read: () => {
      const rows = database.all<{ key: PageKey; value: string }>('SELECT key, value FROM page_state')
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    },
    write: (key, value) => {
      database.transaction('grouped', () =>
        database.run(
          'INSERT INTO page_state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
          { key, value },
        ),
      )
    },
  }
}
