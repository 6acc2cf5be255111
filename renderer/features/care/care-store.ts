import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RepairState, VerifyState } from '../../../shared/ipc/check-rows.ts'
import type { Request } from '../../api/request.ts'

export interface CareState {
  /** null until main said how far it is. */
  readonly verify: VerifyState | null
  readonly repair: RepairState | null
}

/** What goes on with the library as a whole; it goes on while its dialog is closed. */
export type CareStore = StoreApi<CareState>

export function createCareStore(): CareStore {
  return createStore<CareState>(() => ({ verify: null, repair: null }))
}

/** Rejects with `RequestFailure`. */
export async function loadCare(store: CareStore, request: Request): Promise<void> {
  const [verify, repair] = await Promise.all([request('verify:read'), request('repair:read')])
  store.setState({ verify, repair })
}
