import type { HistoryQuery } from '../../../shared/ipc/history-inputs.ts'

/** A query as the library understands it: a folder is a path, where the page has an id for it. */
export interface BrowseQuery extends Omit<HistoryQuery, 'within'> {
  readonly within: BrowseWithin
}

export type BrowseWithin =
  Exclude<HistoryQuery['within'], { kind: 'folder' }> | { readonly kind: 'folder'; readonly path: string }
