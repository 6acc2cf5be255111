import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import { wordsFor } from './words.ts'

interface FaultParts {
  readonly electron: Pick<DesktopElectron, 'app' | 'dialog'>
  readonly log: Pick<Logger, 'error' | 'flush'>
}

/**
 * What nobody foresaw is logged. After an error that nothing caught the process ends rather than going on in a state
 * nobody knows: the journal holds what was paid for, and the next start continues.
 */
export function reportFaults({ electron: { app, dialog }, log }: FaultParts): void {
  process.on('unhandledRejection', (thrown) => log.error('A promise was rejected and nobody listened', thrown))
  process.once('uncaughtException', (thrown) => {
    log.error('An error that nothing caught', thrown)
    void log.flush().finally(() => {
      dialog.showErrorBox('Lightbench', wordsFor(null, app.getLocale()).unforeseen)
      app.exit(1)
    })
  })
}
