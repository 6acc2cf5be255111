import type { App } from '../../app.ts'
import type { Clock } from '../../batches/clock.ts'
import type { Logger } from '../../log/logger.ts'
import type { Terminal } from './terminal.ts'

/** The machine as the commands see it; tests pass one of their own. */
export interface CliHost {
  readonly terminal: Terminal
  readonly clock: Clock
  /** The folder relative paths are meant from. */
  readonly workingFolder: string
  readonly log: Pick<Logger, 'error' | 'addSecret'>
  /** Where the log lies, for the sentence that sends people there. */
  readonly logFolder: string
  /**
   * Where the library lies, and where a start looks for it; null where the environment names it. Ends a move that was
   * interrupted, and rejects where the library is not to be found.
   */
  library(): Promise<{ readonly folder: string; readonly usual: string | null }>
  /** Opens the library; only commands that need it do. */
  openApp(): Promise<App>
  /** Calls back on Ctrl-C and on requests to end; returns how to stop listening. Without a listener the process ends. */
  onInterrupt(listener: () => void): () => void
  /** Calls back every so many milliseconds until the returned function is called. */
  every(ms: number, callback: () => void): () => void
}
