import type { ReportChoice } from '../features/report/report-choice.ts'
import { createStore, type StoreApi } from 'zustand/vanilla'

export const settingsSections = [
  'services',
  'money',
  'output',
  'privacy',
  'speed',
  'appearance',
  'library',
  'diagnostics',
] as const
export type SettingsSection = (typeof settingsSections)[number]

export type ShellDialog =
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  | { readonly kind: 'palette' }
  | { readonly kind: 'shortcuts' }
  /** null: every batch. */
  | { readonly kind: 'verify'; readonly batchId: string | null }
  | { readonly kind: 'repair' }
  | { readonly kind: 'report'; readonly choices: readonly ReportChoice[] }

export interface ShellState {
  readonly dialog: ShellDialog | null
  /** Main does not answer any more. */
  readonly isConnectionLost: boolean
  /** The panel that lies over the middle of a narrow window. */
  readonly openPanel: 'sidebar' | 'recipe' | null
}

export type ShellStore = StoreApi<ShellState>

export function createShellStore(): ShellStore {
  return createStore<ShellState>(() => ({ dialog: null, isConnectionLost: false, openPanel: null }))
}
