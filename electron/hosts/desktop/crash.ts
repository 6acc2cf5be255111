import type { App, BrowserWindow, Dialog } from 'electron'
import type { Logger } from '../../log/logger.ts'
import type { SendEvent } from './to-page.ts'
import type { Words } from './words.ts'

interface CrashParts {
  readonly app: Pick<App, 'quit'>
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly sendEvent: SendEvent
  readonly words: () => Words
  readonly log: Pick<Logger, 'error' | 'warn'>
}

/**
 * A page that dies is loaded again once, and says so; a second time the user decides. Main goes on meanwhile, so that
 * nothing is lost and no batch stops.
 */
export function reloadAfterCrash(window: BrowserWindow, { app, dialog, sendEvent, words, log }: CrashParts): void {
  let hasReloaded = false
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    log.error('The page was lost', { reason, exitCode })
    if (hasReloaded) void askToReload()
    else reload()
  })
  window.webContents.on('unresponsive', () => log.warn('The page does not answer'))

  function reload(): void {
    hasReloaded = true
    window.webContents.reload()
    // Heard by the new page once it listens.
    sendEvent({ name: 'notice', payload: { code: 'unexpected', message: words().pageRestarted } })
  }

  async function askToReload(): Promise<void> {
    const { question, detail, reload: reloading, quit } = words().pageLost
    const options = { type: 'error' as const, message: question, detail, buttons: [reloading, quit], noLink: true }
    const { response } = await dialog.showMessageBox(window, options)
    if (response === 0) reload()
    else app.quit()
  }
}
