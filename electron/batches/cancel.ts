import { settledStatuses } from '../../shared/domain/item.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Batch } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import { openStates } from './run/recovery.ts'
import type { RunContext } from './run/run-context.ts'

/**
 * Why a batch is paused that its user cancelled: what it had sent before is still to be collected or decided about. A
 * batch that runs has this reason from the moment it is cancelled, so that no end of the process takes the word back.
 */
export const cancelledByUser: Failure = { code: 'cancelled', message: 'Cancelled.' }

export function isCancelled({ pause }: Pick<Batch, 'pause'>): boolean {
  return pause !== null && pause.code === cancelledByUser.code && pause.message === cancelledByUser.message
}

/**
 * Whether a batch was cancelled and it is not known of everything it had sent what became of it. Its next run asks for
 * that, sends nothing, and carries the cancel to its end.
 */
export function isHalfCancelled(database: Database, batch: Pick<Batch, 'id' | 'status' | 'pause'>): boolean {
  return isCancelled(batch) && (batch.status === 'running' || inDoubt(database, batch.id).length > 0)
}

export interface Cancelling extends Pick<RunContext, 'database' | 'journal'> {
  readonly batch: Pick<Batch, 'id' | 'mode'>
  /** Whether every request was asked for that has no answer; otherwise the next run asks first. */
  readonly wasAsked: boolean
}

/**
 * Ends every item nothing was sent for, also one that was being prepared when its process ended. One whose request was
 * taken stays, because its result is paid for; one whose request has no answer waits for a decision once it was asked
 * for, because nothing may be sent for it any more.
 */
export function cancelUnsent({ database, batch, journal, wasAsked }: Cancelling): void {
  const { id: batchId, mode } = batch
  for (const id of unusedHolds(database, batchId)) {
    const attempt = journal.latest(id)
    if (attempt?.state === 'reserved') journal.released({ id, batchId, mode }, attempt)
  }
  for (const id of wasAsked ? inDoubt(database, batchId) : []) {
    const attempt = journal.latest(id)
    if (attempt !== null) journal.unresolved({ id, batchId, mode }, attempt, noAnswer)
  }
  database.run(
    `UPDATE item SET status = 'cancelled', error_code = NULL, error_message = NULL
     WHERE batch_id = :batchId AND status IN ('planned', 'queued', 'preparing', 'parked') AND NOT EXISTS (
       SELECT 1 FROM attempt WHERE attempt.item_id = item.id
         AND attempt.state IN (SELECT value FROM json_each(:states)))`,
    { batchId, states: JSON.stringify(openStates) },
  )
}

const noAnswer: Failure = { code: 'outcome-unknown', message: 'Sent, no answer; then cancelled.' }

function unusedHolds(database: Database, batchId: string): string[] {
  return database
    .all<{ id: string }>(
      `SELECT item.id FROM item JOIN attempt ON attempt.item_id = item.id
       WHERE item.batch_id = :batchId AND attempt.state = 'reserved'`,
      { batchId },
    )
    .map(({ id }) => id)
}

/** Items with a request that may have been taken, and that nobody has decided about. */
function inDoubt(database: Database, batchId: string): string[] {
  return database
    .all<{ id: string }>(
      `SELECT item.id FROM item JOIN attempt ON attempt.item_id = item.id
       WHERE item.batch_id = :batchId AND item.status NOT IN (SELECT value FROM json_each(:stay))
         AND attempt.state IN ('submitting', 'unresolved')`,
      { batchId, stay: JSON.stringify([...settledStatuses, 'unresolved']) },
    )
    .map(({ id }) => id)
}
