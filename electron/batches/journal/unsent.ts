import type { Database } from '../../history/database.ts'
import { openStates } from '../run/recovery.ts'

/** Statuses of items that going on with a batch would send, unless they were sent before. */
export const unsentStatuses = ['planned', 'queued', 'preparing', 'parked'] as const

/**
 * How many items of a batch going on with it would send for the first time. An item that waits with a request under way,
 * without an answer or paid for is none of them: it is only collected. Reads every waiting item of the batch.
 */
export function countUnsent(database: Database, batchId: string): number {
  const found = database.get<{ count: number }>(
    `SELECT count(*) AS count FROM item
     WHERE item.batch_id = :batchId AND item.status IN (SELECT value FROM json_each(:unsent)) AND NOT EXISTS (
       SELECT 1 FROM attempt WHERE attempt.item_id = item.id
         AND attempt.state IN (SELECT value FROM json_each(:states)))`,
    { batchId, unsent: JSON.stringify(unsentStatuses), states: JSON.stringify(openStates) },
  )
  return found?.count ?? 0
}
