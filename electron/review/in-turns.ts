import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from '../history/database.ts'

/** What everything else in the process may have to wait for; a page that scrolls loses no frame. */
const turnMs = 8
/** Between two looks at the time. */
const sliceLength = 20

/**
 * Works through a list a few entries at a time, each turn a transaction of its own, and lets everything else go on
 * between them. The work must bear to be ended after any turn and to be begun again.
 */
export async function inTurns<T>(
  database: Database,
  entries: readonly T[],
  work: (slice: readonly T[]) => void,
): Promise<void> {
  for (let start = 0; start < entries.length;) {
    database.transaction('grouped', () => {
      const endMs = performance.now() + turnMs
      do {
        work(entries.slice(start, start + sliceLength))
        start += sliceLength
      } while (start < entries.length && performance.now() < endMs)
    })
    if (start < entries.length) await nextTurn()
  }
}
