import { isBusy } from './library-errors.ts'

const patienceMs = 5_000
const pauseMs = 20

/**
 * Keeps the journal beside the file. Programs that make the same library at the same moment are in each other's way at this
 * one step, and there SQLite gives up at once, whatever its timeout, because each might wait for the other.
 */
export function keepJournalBeside(connection: { exec(sql: string): void }): void {
  const untilMs = performance.now() + patienceMs
  for (;;) {
    try {
      connection.exec('PRAGMA journal_mode = WAL')
      return
    } catch (thrown) {
      if (!isBusy(thrown) || performance.now() > untilMs) throw thrown
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs)
    }
  }
}
