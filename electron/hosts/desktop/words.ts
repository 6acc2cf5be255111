import type { ErrorCode, Failure } from '../../../shared/errors.ts'
import type { Language } from '../../../shared/ipc/settings-view.ts'
import type { CommandName } from '../../../shared/ipc/contract.ts'
import { english } from './words-en.ts'
import { german } from './words-de.ts'

export const roleNames = [
  'about',
  'services',
  'hide',
  'hideOthers',
  'unhide',
  'quit',
  'close',
  'undo',
  'redo',
  'cut',
  'copy',
  'paste',
  'selectAll',
  'reload',
  'toggleDevTools',
  'resetZoom',
  'zoomIn',
  'zoomOut',
  'togglefullscreen',
  'minimize',
  'zoom',
  'front',
] as const
export type RoleName = (typeof roleNames)[number]

/** Everything the desktop host says itself: menu, dialogs, notifications. The page has its own catalogue. */
export interface Words {
  readonly commands: Readonly<Record<CommandName, string>>
  readonly menu: Readonly<Record<'file' | 'edit' | 'view' | 'run' | 'window' | 'help' | 'recent' | 'noRecent', string>>
  /** Items Electron does by itself; it would name them in English alone. */
  readonly roles: Readonly<Record<RoleName, string>>
  readonly closing: Readonly<
    Record<'question' | 'detail' | 'waiting' | 'waitingDetail' | 'keepRunning' | 'pauseAndQuit' | 'cancel', string>
  >
  readonly ended: {
    title(batchNumber: number): string
    body(counts: { readonly done: number; readonly failed: number; readonly unresolved: number }): string
    pausedTitle(batchNumber: number): string
    pausedBody(why: Failure): string
  }
  readonly pageRestarted: string
  readonly pageLost: Readonly<Record<'question' | 'detail' | 'reload' | 'quit', string>>
  readonly pictures: string
  readonly chooseFiles: string
  readonly chooseFolder: string
  readonly cannotStart: string
  readonly unforeseen: string
  readonly atStart: {
    /** What to do next, for whoever has a window and no command line. */
    next(code: ErrorCode): string
    readonly noSandbox: string
    newestBackup(madeAt: string): string
    readonly restore: string
    readonly quit: string
  }
  /** What happened. */
  failed(failure: Failure): string
}

/** Words in the language that was chosen, or else that of the system. */
export function wordsFor(language: Language | null, systemLocale: string): Words {
  const chosen = language ?? (systemLocale.toLowerCase().startsWith('de') ? 'de' : 'en')
  return chosen === 'de' ? german : english
}
