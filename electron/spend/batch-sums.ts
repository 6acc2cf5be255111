import { nanoUsd } from '../../shared/domain/money.ts'
import type { SpendByBatch } from '../../shared/ipc/spend-rows.ts'
import type { Database } from '../history/database.ts'
import type { SpendQuery } from './overview.ts'

/**
 * What the ledger has of each batch in some days; batches that cost nothing by their nature are left out. Every charge
 * gives its hold back as well, so that the other releases are requests that were not charged. Kept are results that were
 * paid for in these days.
 */
export function sumBatches(database: Database, { mode, from, to }: SpendQuery): readonly SpendByBatch[] {
  return database
    .all<SpendByBatch>(
      `SELECT batch.id, batch.number, batch.model, sums.charged, sums.requests, sums.released - sums.requests AS refused,
         (SELECT count(*) FROM history_entry AS entry WHERE entry.batch_id = batch.id AND entry.verdict = 'keep'
           AND EXISTS (SELECT 1 FROM output JOIN attempt ON attempt.id = output.attempt_id
             WHERE output.id = entry.output_id AND attempt.day BETWEEN :from AND :to)) AS kept
       FROM (SELECT batch_id, sum(iif(kind IN ('charge', 'assume'), amount_nano, 0)) AS charged,
           sum(kind IN ('charge', 'assume')) AS requests, sum(kind = 'release') AS released, sum(amount_nano) AS moved
         FROM ledger WHERE mode = :mode AND day BETWEEN :from AND :to GROUP BY batch_id) AS sums
       JOIN batch ON batch.id = sums.batch_id WHERE sums.moved > 0`,
      { mode, from, to },
    )
    .map((row) => ({ ...row, charged: nanoUsd(row.charged) }))
}
