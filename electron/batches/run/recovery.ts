import { settledStatuses } from '../../../shared/domain/item.ts'
import type { Database } from '../../history/database.ts'
import type { AttemptState } from '../journal/states.ts'

/** States in which a request is, or may be, on its way or paid for. */
export const openStates = [
  'submitting',
  'accepted',
  'succeeded',
  'unresolved',
] as const satisfies readonly AttemptState[]

/**
 * Items with a request still open, in the order they must be taken up: finished results first because links expire,
 * then waiting runs, then unanswered requests, then holds that were never used. Items the user has to decide about are
 * left alone.
 */
export function recoverable(database: Database, batchId: string): string[] {
  return database
    .all<{ id: string }>(
      `SELECT item.id FROM item JOIN attempt ON attempt.item_id = item.id
       WHERE item.batch_id = :batchId AND item.status = 'queued'
         AND attempt.state IN (SELECT value FROM json_each(:states))
       ORDER BY CASE attempt.state WHEN 'succeeded' THEN 0 WHEN 'accepted' THEN 1 WHEN 'reserved' THEN 3 ELSE 2 END,
         item.position`,
      { batchId, states: JSON.stringify([...openStates, 'reserved']) },
    )
    .map(({ id }) => id)
}

/** Whether anything of a batch was sent that would go on by itself if the batch did. */
export function hasOpenRequests(database: Database, batchId: string): boolean {
  const found = database.get(
    `SELECT 1 AS found FROM item JOIN attempt ON attempt.item_id = item.id
     WHERE item.batch_id = :batchId AND item.status NOT IN (SELECT value FROM json_each(:stay))
       AND attempt.state IN (SELECT value FROM json_each(:states)) LIMIT 1`,
    { batchId, stay: JSON.stringify([...settledStatuses, 'unresolved']), states: JSON.stringify(openStates) },
  )
  return found !== null
}

/** Whether a request of a batch was ever prepared, so that there was a folder for its result. */
export function hasBegun(database: Database, batchId: string): boolean {
  const found = database.get(
    `SELECT 1 AS found FROM item JOIN attempt ON attempt.item_id = item.id WHERE item.batch_id = :batchId LIMIT 1`,
    { batchId },
  )
  return found !== null
}

/**
 * Makes every item that can go on `queued` after a start, a stop or a crash; the journal of its attempt decides where it
 * goes on. Unresolved items stay: only the user moves them.
 */
export function requeue(database: Database, batchId: string): number {
  const stay = [...settledStatuses, 'queued', 'unresolved']
  return database.run(
    `UPDATE item SET status = 'queued', error_code = NULL, error_message = NULL
     WHERE batch_id = :batchId AND status NOT IN (SELECT value FROM json_each(:stay))`,
    { batchId, stay: JSON.stringify(stay) },
  )
}
