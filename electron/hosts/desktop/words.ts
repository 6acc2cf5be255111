import type { Language } from '../../../shared/ipc/settings-view.ts'
import type { CommandName } from '../../../shared/ipc/contract.ts'
import { english } from './words-en.ts'
import { german } from './words-de.ts'

/** Everything the desktop host says itself: menu, dialogs, notifications. The page has its own catalogue. */
export interface Words {
  readonly commands: Readonly<Record<CommandName, string>>
  readonly menu: Readonly<
    Record<'file' | 'edit' | 'view' | 'run' | 'window' | 'help' | 'recent' | 'noRecent' | 'quit', string>
  >
  readonly closing: Readonly<Record<'question' | 'detail' | 'keepRunning' | 'pauseAndQuit' | 'cancel', string>>
  readonly ended: {
    title(batchNumber: number): string
    body(counts: { readonly done: number; readonly failed: number; readonly unresolved: number }): string
    pausedTitle(batchNumber: number): string
  }
  readonly pageRestarted: string
  readonly pageLost: Readonly<Record<'question' | 'detail' | 'reload' | 'quit', string>>
  readonly pictures: string
  readonly chooseFiles: string
  readonly chooseFolder: string
  readonly cannotStart: string
}

/** Words in the language that was chosen, or else that of the system. */
export function wordsFor(language: Language | null, systemLocale: string): Words {
  const chosen = language ?? (systemLocale.toLowerCase().startsWith('de') ? 'de' : 'en')
  return chosen === 'de' ? german : english
}
