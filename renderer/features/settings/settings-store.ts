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
  /** Why app and settings could not be read. */
  readonly failure: Failure | null
  /** Why the keys could not be read. */
  readonly keysFailure: Failure | null
}

export type SettingsStore = StoreApi<SettingsState>

export type SettingsChange = Inputs['settings:write']

export function createSettingsStore(): SettingsStore {
  return createStore<SettingsState>(() => ({ settings: null, app: null, keys: null, failure: null, keysFailure: null }))
}

/** Reads app and settings, and the keys beside them: a key store that hangs must not keep the window waiting. */
export async function loadSettings(store: SettingsStore, request: Request): Promise<void> {
  store.setState({ failure: null, keysFailure: null })
  void loadKeys(store, request)
  try {
    const [app, settings] = await Promise.all([request('app:read'), request('settings:read')])
    store.setState({ app, settings })
  } catch (thrown) {
    store.setState({ failure: failureOf(thrown) })
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
    store.setState({ keysFailure: failureOf(thrown) })
  }
}

function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof RequestFailure)) throw thrown
  return thrown.failure
}
