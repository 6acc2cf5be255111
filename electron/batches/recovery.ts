import { settledStatuses } from '../../shared/domain/item.ts'
import type { Database } from '../history/database.ts'

/**
 * Items with a request still open, in the order they must be taken up: finished results first because links expire,
 * then waiting runs, then unanswered requests. Items the user has to decide about are left alone.
 */
export function recoverable(database: Database, batchId: string): string[] {
  return database
    .all<{ id: string }>(
      `SELECT item.id FROM item JOIN attempt ON attempt.item_id = item.id
       WHERE item.batch_id = :batchId AND item.status = 'queued'
         AND attempt.state IN ('succeeded', 'accepted', 'submitting', 'unresolved')
       ORDER BY CASE attempt.state WHEN 'succeeded' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END, item.position`,
      { batchId },
    )
    .map(({ id }) => id)
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

/** Ends every item nothing was sent for. One with a request still open stays, because its result may be paid for. */
export function cancelUnsent(database: Database, batchId: string): number {
  return database.run(
    `UPDATE item SET status = 'cancelled', error_code = NULL, error_message = NULL
     WHERE batch_id = :batchId AND status IN ('planned', 'queued', 'parked') AND NOT EXISTS (
       SELECT 1 FROM attempt WHERE attempt.item_id = item.id
         AND attempt.state IN ('submitting', 'accepted', 'succeeded', 'unresolved'))`,
    { batchId },
  )
}
