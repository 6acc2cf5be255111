import { useCallback } from 'react'
import type { SettingsSection } from './shell-store.ts'
import { useStores } from './stores.ts'

/** Opens the settings at a section. */
export function useOpenSettings(): (section: SettingsSection) => void {
  const { shell } = useStores()
  return useCallback((section) => shell.setState({ dialog: { kind: 'settings', section } }), [shell])
}
