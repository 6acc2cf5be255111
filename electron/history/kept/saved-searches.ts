import type { BrowseQuery } from '../browse/query.ts'
import type { Database } from '../database.ts'
import { createNamedRows, type NamedRow, type NamedRows } from './named-rows.ts'
import { readSearchText, storedQuery } from './search-text.ts'

export interface KeptSearch extends NamedRow {
  readonly query: BrowseQuery
}

export interface SavedSearches extends Pick<NamedRows<NamedRow>, 'remove' | 'restore'> {
  /** By name, as people order names. */
  list(): KeptSearch[]
  get(id: string): KeptSearch
  /** A new one for null. Throws `invalid-request` for a name that another one has. */
  save(id: string | null, name: string, query: BrowseQuery): KeptSearch
  /**
   * Adds a search somebody handed over. Throws `invalid-request` with what is wrong with it, or that it is about something
   * this library does not have.
   */
  import(name: string, text: string): KeptSearch
}

interface StoredSearch extends NamedRow {
  readonly query: string
}

export function createSavedSearches({ database, now }: { database: Database; now: () => Date }): SavedSearches {
  const rows = createNamedRows<StoredSearch>({
    database,
    now,
    table: 'saved_search',
    what: 'saved search',
    columns: ['query'],
  })
  return {
    list: () => rows.list().map(toKept),
    get: (id) => toKept(rows.get(id)),
    save: (id, name, query) => toKept(rows.save(id, name, { query: JSON.stringify(query) })),
    import: (name, text) => toKept(rows.add(name, { query: JSON.stringify(readSearchText(database, text)) })),
    remove: (id) => rows.remove(id),
    restore: (id) => rows.restore(id),
  }
}

function toKept({ query, ...row }: StoredSearch): KeptSearch {
  return { ...row, query: storedQuery.parse(JSON.parse(query)) }
}
