import type { App, BrowserWindow } from 'electron'
import type { Activity, Desk } from '../../desk/desk.ts'

type Bar = Pick<BrowserWindow, 'isDestroyed' | 'setProgressBar'>

interface ProgressParts {
  readonly app: Pick<App, 'dock'>
  readonly desk: Pick<Desk, 'onActivity'>
  readonly window: () => Bar | null
}

export interface Progress {
  /** Shows it on a window that was opened meanwhile. */
  refresh(): void
}

/** Progress of all that runs on the taskbar and the dock; when nothing runs there is none. */
export function showProgress({ app, desk, window }: ProgressParts): Progress {
  let last: Activity['progress'] = null
  desk.onActivity(({ progress }) => {
    last = progress
    refresh()
  })
  return { refresh }

  function refresh(): void {
    const shown = window()
    // Electron takes a negative number for no bar at all.
    if (shown !== null && !shown.isDestroyed()) shown.setProgressBar(last ?? -1)
    app.dock?.setBadge(last === null ? '' : `${Math.floor(last * 100)} %`)
  }
}
