import type { Mode } from '../../shared/domain/item.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import type { SpendUnanswered } from '../../shared/ipc/spend-rows.ts'
import type { Database } from '../history/database.ts'

/** Requests nobody answered, by batch, newest first, with what they may have cost. */
export function unansweredOf(database: Database, mode: Mode): readonly SpendUnanswered[] {
  return database
    .all<SpendUnanswered>(
      `SELECT batch.id AS batchId, batch.number AS batchNumber, count(*) AS count, sum(attempt.price_nano) AS atStake
       FROM attempt JOIN item ON item.id = attempt.item_id JOIN batch ON batch.id = item.batch_id
       WHERE attempt.state = 'unresolved' AND batch.mode = :mode GROUP BY batch.id ORDER BY batch.number DESC`,
      { mode },
    )
    .map((row) => ({ ...row, atStake: nanoUsd(row.atStake) }))
}
