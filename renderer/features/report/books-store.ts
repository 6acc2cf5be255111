import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ReportState } from '../../../shared/ipc/report-rows.ts'
import type { ReconcileState } from '../../../shared/ipc/spend-rows.ts'
import type { Request } from '../../api/request.ts'

export interface BooksState {
  /** null until main said how far it is. */
  readonly report: ReportState | null
  readonly reconcile: ReconcileState | null
}

/** The accounts that are being given of what was done and spent; they go on while nobody looks. */
export type BooksStore = StoreApi<BooksState>

export function createBooksStore(): BooksStore {
  return createStore<BooksState>(() => ({ report: null, reconcile: null }))
}

/** Rejects with `RequestFailure`. */
export async function loadBooks(store: BooksStore, request: Request): Promise<void> {
  const [report, reconcile] = await Promise.all([request('report:read'), request('reconcile:read')])
  store.setState({ report, reconcile })
}
