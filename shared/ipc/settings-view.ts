import type { Mode } from '../domain/item.ts'
import type { ProviderId } from '../models/model.ts'
import type { FolderView } from './rows.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Requests at a time: what a person may choose for each provider. */
export const concurrencyLimits = { min: 1, max: 16 } as const

export interface SettingsView {
  readonly mode: Mode
  readonly theme: Theme
  /** null: the language of the system. */
  readonly language: Language | null
  /** Caps in dollars as typed, such as "5.00"; null is no cap. */
  readonly caps: { readonly dayUsd: string | null; readonly monthUsd: string | null; readonly batchUsd: string | null }
  /** Where results go when nothing else is said; null for a folder beside the sources. */
  readonly outputFolder: FolderView | null
  readonly recentFolders: readonly FolderView[]
  readonly concurrency: Readonly<Record<ProviderId, number>>
  readonly uploadGps: boolean
  readonly notifications: boolean
  readonly libraryFolder: string
}
