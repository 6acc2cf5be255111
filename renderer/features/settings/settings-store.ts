import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../../shared/errors.ts'
import type { AppView } from '../../../shared/ipc/contract.ts'
import type { Inputs } from '../../../shared/ipc/inputs.ts'
import type { KeysView } from '../../../shared/ipc/service-rows.ts'
import type { SettingsView } from '../../../shared/ipc/settings-view.ts'
import { RequestFailure, type Request } from '../../api/request.ts'

export interface SettingsState {
  readonly settings: SettingsView | null
  readonly app: AppView | null
  readonly keys: KeysView | null
  /** Why they could not be read. */
  readonly failure: Failure | null
}

export type SettingsStore = StoreApi<SettingsState>

export type SettingsChange = Inputs['settings:write']

export function createSettingsStore(): SettingsStore {
  return createStore<SettingsState>(() => ({ settings: null, app: null, keys: null, failure: null }))
}

/** Reads app and settings, and the keys beside them: a key store that hangs must not keep the window waiting. */
export async function loadSettings(store: SettingsStore, request: Request): Promise<void> {
  store.setState({ failure: null })
  void loadKeys(store, request)
  try {
    const [app, settings] = await Promise.all([request('app:read'), request('settings:read')])
    store.setState({ app, settings })
  } catch (thrown) {
    keepFailure(store, thrown)
  }
}

/** Main answers with what the settings are now; where it refuses, nothing has changed and the failure is thrown. */
export async function changeSettings(store: SettingsStore, request: Request, change: SettingsChange): Promise<void> {
  store.setState({ settings: await request('settings:write', change) })
}

async function loadKeys(store: SettingsStore, request: Request): Promise<void> {
  try {
    store.setState({ keys: await request('keys:read') })
  } catch (thrown) {
    keepFailure(store, thrown)
  }
}

function keepFailure(store: SettingsStore, thrown: unknown): void {
  if (!(thrown instanceof RequestFailure)) throw thrown
  store.setState({ failure: thrown.failure })
}
