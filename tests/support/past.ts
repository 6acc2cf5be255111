import { openView, type OpenedView } from '../../electron/history/browse/open-view.ts'
import type { BrowseQuery } from '../../electron/history/browse/query.ts'
import { readEntryRows, type EntryRow } from '../../electron/history/browse/rows.ts'
import type { Database } from '../../electron/history/database.ts'
import { everything } from '../../shared/ipc/history-query.ts'
import { addHistory } from './history-library.ts'
import { answerNaively, readNaiveEntries } from './naive-history.ts'
import { createTestLibrary, type TestLibrary } from './test-library.ts'

type Asked = Partial<BrowseQuery>

export const all: BrowseQuery = { ...everything, within: { kind: 'all' } }

/** A library of years, small enough to be looked through entry by entry. */
export function createPast(count = 200, library: TestLibrary = createTestLibrary()) {
  const { database } = library
  addHistory(database, { count, folder: '/archive' })
  return {
    ...library,
    open: (asked: Asked = {}): OpenedView => openView(database, { ...all, ...asked }),
    rows: (asked: Asked = {}): EntryRow[] => rowsOf(database, asked),
    /** What the index finds, by results, or by items where there are none. */
    found: (asked: Asked = {}): string[] => rowsOf(database, asked).map(({ outputId, itemId }) => outputId ?? itemId),
    /** What it has to find. */
    expected: (asked: Asked = {}): string[] =>
      answerNaively(readNaiveEntries(database), { ...all, ...asked }).map(({ key }) => key),
  }
}

export type Past = ReturnType<typeof createPast>

function rowsOf(database: Database, asked: Asked): EntryRow[] {
  return readEntryRows(database, [...openView(database, { ...all, ...asked }).ids])
}
