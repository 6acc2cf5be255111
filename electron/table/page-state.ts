import type { Input, Output } from '../../shared/ipc/contract.ts'
import type { PathId } from '../../shared/ipc/rows.ts'
import type { Database } from '../history/database.ts'

type PageKey = Input<'page:write'>['key']

/** What the page wants back after a reload. Nothing here reads it. */
export interface PageState {
  read(): Output<'page:read'>
  write(key: PageKey, value: string): void
  /** The folders and files the text names by their ids, in place of those kept before. */
  keepPaths(paths: ReadonlyMap<PathId, string>): void
  keptPaths(): ReadonlyMap<PathId, string>
}

interface Row {
  readonly key: string
  readonly value: string
}

const pathPrefix = 'path:'

export function createPageState(database: Database): PageState {
  const put = (key: string, value: string): void => {
    database.run(
      'INSERT INTO page_state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      { key, value },
    )
  }
  const pathRows = (): Row[] => database.all<Row>("SELECT key, value FROM page_state WHERE key LIKE 'path:%'")
  return {
    read: () => {
      const rows = database.all<Row>("SELECT key, value FROM page_state WHERE key NOT LIKE 'path:%'")
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]))
    },
    write: (key, value) => database.transaction('grouped', () => put(key, value)),
    keepPaths: (paths) =>
      database.transaction('grouped', () => {
        database.run("DELETE FROM page_state WHERE key LIKE 'path:%'")
        for (const [id, path] of paths) put(pathPrefix + id, path)
      }),
    keptPaths: () => new Map(pathRows().map(({ key, value }) => [key.slice(pathPrefix.length), value])),
  }
}
