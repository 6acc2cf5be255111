import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Events } from '../../../shared/ipc/contract.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { Request } from '../../api/request.ts'

export interface BatchState {
  /** Newest first. */
  readonly batches: readonly BatchRow[]
  /** How many there are in the library; the list may hold fewer. */
  readonly total: number
  readonly isLoaded: boolean
}

export type BatchStore = StoreApi<BatchState>

const pageSize = 200

export function createBatchStore(): BatchStore {
  return createStore<BatchState>(() => ({ batches: [], total: 0, isLoaded: false }))
}

/** Reads the newest batches afresh. */
export async function loadBatches(store: BatchStore, request: Request): Promise<void> {
  const { rows, total } = await request('batches:list', { before: null, limit: pageSize })
  store.setState({ batches: rows, total, isLoaded: true })
}

/** Adds the next older ones to those that are there. */
export async function loadOlderBatches(store: BatchStore, request: Request): Promise<void> {
  const before = store.getState().batches.at(-1)?.number ?? null
  const { rows, total } = await request('batches:list', { before, limit: pageSize })
  store.setState(({ batches }) => ({ batches: [...batches, ...rows.filter((row) => !has(batches, row.id))], total }))
}

export function applyBatchEvent(store: BatchStore, { row }: Events['batch']): void {
  store.setState(({ batches, total }) => {
    if (has(batches, row.id)) return { batches: batches.map((batch) => (batch.id === row.id ? row : batch)) }
    const newestFirst = [...batches, row].sort((a, b) => b.number - a.number)
    return { batches: newestFirst, total: total + 1 }
  })
}

/** Takes in a batch that is older than those that were read. */
export async function loadBatch(store: BatchStore, request: Request, id: string): Promise<void> {
  if (has(store.getState().batches, id)) return
  const { row } = await request('batches:read', { id })
  store.setState(({ batches }) =>
    has(batches, id) ? {} : { batches: [...batches, row].sort((a, b) => b.number - a.number) },
  )
}

function has(batches: readonly BatchRow[], id: string): boolean {
  return batches.some((batch) => batch.id === id)
}
