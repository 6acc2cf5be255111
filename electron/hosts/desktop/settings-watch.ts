import type { SettingsView } from '../../../shared/ipc/settings-view.ts'
import type { Desk } from '../../desk/desk.ts'

export interface SettingsWatch {
  /** null until they were read for the first time, and where they cannot be read. */
  current(): SettingsView | null
  /** Told at once where they are known already, and at every change. */
  onChange(listener: (settings: SettingsView) => void): void
}

/** The settings as the window's own parts need them: theme, language, notifications. */
export async function watchSettings(desk: Pick<Desk, 'dispatch' | 'onEvent'>): Promise<SettingsWatch> {
  const listeners = new Set<(settings: SettingsView) => void>()
  let current: SettingsView | null = null
  const take = (settings: SettingsView): void => {
    current = settings
    for (const listener of listeners) listener(settings)
  }
  desk.onEvent((event) => {
    if (event.name === 'settings') take(event.payload)
  })
  const reply = await desk.dispatch('settings:read', undefined)
  if (reply.ok) take(reply.value as SettingsView) // What this channel answers, by the contract.
  return {
    current: () => current,
    onChange: (listener) => {
      listeners.add(listener)
      if (current !== null) listener(current)
    },
  }
}
