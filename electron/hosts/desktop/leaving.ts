import type { App, BrowserWindow } from 'electron'
import type { Logger } from '../../log/logger.ts'
import type { Relaunch } from './relaunch.ts'

export interface Leaving {
  /** Journals and quits, without asking; once, however often it is called. */
  leave(how?: { readonly hidesWindow: boolean }): Promise<void>
  /** From the first moment of leaving on: nothing may be opened any more. */
  hasBegun(): boolean
  /** Everything is journalled: the app may go. */
  isDone(): boolean
  /** Somebody wants the app back while it leaves: it starts again when it has left, with what was to be opened. */
  comeBack(paths?: readonly string[]): void
}

interface LeavingParts {
  readonly app: Pick<App, 'quit'>
  readonly relaunch: Relaunch
  readonly window: () => BrowserWindow | null
  readonly log: Pick<Logger, 'error'>
  /** Journals what is under way and closes the library. */
  readonly journal: () => Promise<void>
}

/** The way out of the app: there is one, and it is gone once. */
export function createLeaving({ app, relaunch, window, log, journal }: LeavingParts): Leaving {
  let state: 'here' | 'leaving' | 'left' = 'here'
  let wantsBack = false
  const toOpen: string[] = []
  return {
    leave,
    hasBegun: () => state !== 'here',
    isDone: () => state === 'left',
    comeBack: (paths = []) => {
      wantsBack = true
      toOpen.push(...paths)
    },
  }

  async function leave({ hidesWindow } = { hidesWindow: true }): Promise<void> {
    if (state !== 'here') return
    state = 'leaving'
    if (hidesWindow) window()?.hide()
    try {
      await journal()
    } catch (thrown) {
      // Everything that was paid for is on the disk already; the next start goes on from it.
      log.error('Leaving failed', thrown)
    }
    state = 'left'
    if (wantsBack) relaunch(toOpen)
    app.quit()
  }
}
