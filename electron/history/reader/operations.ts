import { rowsOfPlaces, type RowsQuery } from '../../reports/item-rows.ts'
import {
  ledgerIdsOf,
  ledgerPageOf,
  ledgerRowsOf,
  type LedgerPage,
  type LedgerPageQuery,
  type LedgerRow,
} from '../../reports/ledger-rows.ts'
import { placesOf, type Place } from '../../reports/places.ts'
import type { ReportRow, ReportSubject } from '../../reports/subject.ts'
import { findLocalCharges, readLocalCharges, type LocalCharge, type LocalQuery } from '../../spend/local-charges.ts'
import { readOverview, type SpendQuery } from '../../spend/overview.ts'
import type { CollectionRow, HistoryView, TimelineMonth } from '../../../shared/ipc/history-rows.ts'
import { listFolders, type SourceFolder } from '../browse/folders.ts'
import { openView, type OpenedView } from '../browse/open-view.ts'
import type { BrowseQuery } from '../browse/query.ts'
import { readEntryRows, readOutputIds, readStackOf, type EntryRow } from '../browse/rows.ts'
import { listTags, type CountedTag } from '../browse/tags.ts'
import { readTimeline } from '../browse/timeline.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import type { Database } from '../database.ts'
import { countCollections } from '../kept/collections.ts'
import { createViews } from './views.ts'

/** A view by its name, with the query it answers, so that one that is not kept any more is made anew. */
export interface NamedView {
  readonly view: string
  readonly query: BrowseQuery
}

export interface StackedRow extends EntryRow {
  readonly stack: number
}

/** What the reader can be asked. A new question is one more entry here and one below. */
export interface Operations {
  readonly open: (input: NamedView) => Omit<HistoryView, 'view'>
  readonly rows: (input: NamedView & { readonly from: number; readonly count: number }) => readonly StackedRow[]
  readonly find: (input: NamedView & { readonly entry: number }) => number | null
  readonly outputs: (input: NamedView & { readonly from: number; readonly to: number }) => readonly string[]
  readonly timeline: (input: NamedView) => readonly TimelineMonth[]
  readonly folders: () => readonly SourceFolder[]
  readonly tags: () => readonly CountedTag[]
  readonly collections: () => readonly CollectionRow[]
  /** Ids of the entries of a query, in its order, for a report; no view is kept of it. */
  readonly entries: (input: BrowseQuery) => readonly number[]
  readonly reportPlaces: (input: ReportSubject) => readonly Place[]
  readonly reportRows: (input: RowsQuery) => readonly ReportRow[]
  readonly ledgerPage: (input: LedgerPageQuery) => LedgerPage
  readonly ledgerIds: (input: readonly Place[]) => readonly number[]
  readonly ledgerRows: (input: readonly number[]) => readonly LedgerRow[]
  readonly spend: (input: SpendQuery) => SpendOverview
  readonly charges: (input: LocalQuery) => readonly LocalCharge[]
  readonly chargesOf: (input: readonly string[]) => readonly LocalCharge[]
}

export function createOperations(database: Database): Operations {
  const views = createViews(database)
  return {
    open: (input) => {
      const { ids, results, charged, facets } = views.open(input)
      return { total: ids.length, results, charged, facets }
    },
    rows: (input) => {
      const { ids, stacks } = views.get(input)
      const wanted = [...ids.subarray(input.from, input.from + input.count)]
      const stackOf = new Map(wanted.map((id, place) => [id, stacks?.[input.from + place] ?? 1]))
      return readEntryRows(database, wanted).map((row) => ({ ...row, stack: stackOf.get(row.id) ?? 1 }))
    },
    find: (input) => place(database, views.get(input), input.entry),
    outputs: (input) => readOutputIds(database, [...views.get(input).ids.subarray(input.from, input.to + 1)]),
    timeline: (input) => readTimeline(database, views.get(input)),
    folders: () => listFolders(database),
    tags: () => listTags(database),
    collections: () => countCollections(database),
    entries: (input) => [...openView(database, input).ids],
    reportPlaces: (input) => placesOf(database, input),
    reportRows: (input) => rowsOfPlaces(database, input),
    ledgerPage: (input) => ledgerPageOf(database, input),
    ledgerIds: (input) => ledgerIdsOf(database, input),
    ledgerRows: (input) => ledgerRowsOf(database, input),
    spend: (input) => readOverview(database, input),
    charges: (input) => readLocalCharges(database, input),
    chargesOf: (input) => findLocalCharges(database, input),
  }
}

function place(database: Database, { ids, stacks }: OpenedView, entry: number): number | null {
  const candidates = stacks === null ? [entry] : readStackOf(database, entry)
  return candidates.map((id) => ids.indexOf(id)).find((found) => found >= 0) ?? null
}
