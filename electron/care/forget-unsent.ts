import type { Database } from '../history/database.ts'

/** Statuses of items whose request had not begun when a backup was made. */
const notBegun = `('planned', 'queued', 'preparing', 'parked')`

/**
 * Makes a restored library safe to go on with. It may be older than requests that were paid for, so what it takes for
 * unsent is cancelled, with the reason, and what was reserved counts as sent without an answer: Runflow is asked for it,
 * for AIML API a person decides. Nothing of it is sent without a new yes. Returns how many items were cancelled.
 */
export function forgetUnsent(database: Database, backedUpAt: string): number {
  const message = `The library was restored from a backup of ${backedUpAt}. Whether this picture was sent after that is not known. Take up its results with “lightbench repair”; then a new batch pays only for what was not found.`
  return database.transaction('full', () => {
    database.run(
      `UPDATE attempt SET state = 'unresolved', error_code = 'outcome-unknown', error_message = :message
       WHERE state = 'reserved'`,
      { message },
    )
    database.run(
      `UPDATE item SET status = 'unresolved', error_code = 'outcome-unknown', error_message = :message
       WHERE id IN (SELECT item_id FROM attempt WHERE state = 'unresolved') AND status NOT IN ('done', 'skipped')`,
      { message },
    )
    const forgotten = database.run(
      `UPDATE item SET status = 'cancelled', error_code = 'outcome-unknown', error_message = :message
       WHERE status IN ${notBegun} AND batch_id IN (SELECT id FROM batch WHERE status IN ('running', 'paused'))`,
      { message },
    )
    database.run(
      `UPDATE batch SET status = 'paused', pause_code = 'outcome-unknown', pause_message = :message
       WHERE status IN ('running', 'paused')`,
      { message },
    )
    return forgotten
  })
}
