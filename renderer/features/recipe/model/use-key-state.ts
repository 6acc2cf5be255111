import type { Failure } from '../../../../shared/errors.ts'
import type { KeysView } from '../../../../shared/ipc/service-rows.ts'
import type { SettingsView } from '../../../../shared/ipc/settings-view.ts'
import type { ModelDeclaration } from '../../../../shared/models/model.ts'
import { useFrom } from '../../../app/stores.ts'

/** Whether a model's service can be paid from here. `store`: the key store keeps it from being known. */
export type KeyState =
  | { readonly kind: 'not-needed' | 'there' | 'missing' | 'unknown' }
  | { readonly kind: 'store'; readonly failure: Failure }

export function useKeyState(model: ModelDeclaration): KeyState {
  const keys = useFrom('settings', (state) => state.keys)
  const settings = useFrom('settings', (state) => state.settings)
  return keyStateOf(model, keys, settings)
}

export function keyStateOf(model: ModelDeclaration, keys: KeysView | null, settings: SettingsView | null): KeyState {
  if (model.provider === 'local' || settings?.mode === 'practice') return { kind: 'not-needed' }
  if (keys === null || settings === null) return { kind: 'unknown' }
  const row = keys.services.find(({ service }) => service === model.provider)
  if (row !== undefined && row.source !== null) return { kind: 'there' }
  return keys.store.failure === null ? { kind: 'missing' } : { kind: 'store', failure: keys.store.failure }
}
