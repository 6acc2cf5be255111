import type { App, BrowserWindow } from 'electron'
import type { Logger } from '../../log/logger.ts'

export interface Leaving {
  /** Journals and quits, without asking; once, however often it is called. */
  leave(): Promise<void>
  /** From the first moment of leaving on: nothing may be opened any more. */
  hasBegun(): boolean
  /** Everything is journalled: the app may go. */
  isDone(): boolean
  /** Somebody wants the app back while it leaves: it starts again when it has left. */
  comeBack(): void
}

interface LeavingParts {
  readonly app: Pick<App, 'quit' | 'relaunch'>
  readonly window: () => BrowserWindow | null
  readonly log: Pick<Logger, 'error'>
  /** Journals what is under way and closes the library. */
  readonly journal: () => Promise<void>
}

/** The way out of the app: there is one, and it is gone once. */
export function createLeaving({ app, window, log, journal }: LeavingParts): Leaving {
  let state: 'here' | 'leaving' | 'left' = 'here'
  let wantsBack = false
  return {
    leave,
    hasBegun: () => state !== 'here',
    isDone: () => state === 'left',
    comeBack: () => {
      wantsBack = true
    },
  }

  async function leave(): Promise<void> {
    if (state !== 'here') return
    state = 'leaving'
    window()?.hide()
    try {
      await journal()
    } catch (thrown) {
      // Everything that was paid for is on the disk already; the next start goes on from it.
      log.error('Leaving failed', thrown)
    }
    state = 'left'
    if (wantsBack) app.relaunch()
    app.quit()
  }
}
