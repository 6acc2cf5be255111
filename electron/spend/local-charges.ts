import { nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import type { ServiceId } from '../../shared/models/model.ts'
import type { AttemptState } from '../batches/journal/states.ts'
import type { Database } from '../history/database.ts'
import type { SpendQuery } from './overview.ts'

/** What the ledger has of one request. */
export interface LocalCharge {
  readonly attempt: string
  readonly state: AttemptState
  readonly day: string
  /** When it was settled, or sent or made where it is not. */
  readonly at: string
  readonly runId: string | null
  readonly requestId: string | null
  readonly batchId: string
  readonly batchNumber: number
  readonly name: string
  readonly model: string
  readonly charged: NanoUsd
  readonly held: NanoUsd
}

export interface LocalQuery extends SpendQuery {
  readonly service: ServiceId
}

const sums = `SELECT attempt_id, sum(iif(kind IN ('charge', 'assume'), amount_nano, 0)) AS charged,
    sum(CASE kind WHEN 'reserve' THEN amount_nano WHEN 'release' THEN 0 - amount_nano ELSE 0 END) AS held`
const facts = `SELECT attempt.id AS attempt, attempt.state, attempt.day,
    coalesce(attempt.settled_at, attempt.submitted_at, attempt.created_at) AS at, attempt.run_id AS runId,
    attempt.request_id AS requestId, batch.id AS batchId, batch.number AS batchNumber, item.source_label AS name,
    batch.model, sums.charged, sums.held`
const joins = `JOIN attempt ON attempt.id = sums.attempt_id JOIN item ON item.id = attempt.item_id
  JOIN batch ON batch.id = item.batch_id`

/** Every request of some days that went to a service, with its sum in the ledger. */
export function readLocalCharges(database: Database, { mode, from, to, service }: LocalQuery): readonly LocalCharge[] {
  return database
    .all<LocalCharge>(
      `${facts} FROM (${sums} FROM ledger WHERE mode = :mode AND day BETWEEN :from AND :to GROUP BY attempt_id) AS sums
       ${joins} WHERE substr(batch.model, 1, length(:prefix)) = :prefix`,
      { mode, from, to, prefix: `${service}/` },
    )
    .map(toLocal)
}

/** The same for requests of any day, by their ids; what is not known here is left out. */
export function findLocalCharges(database: Database, attempts: readonly string[]): readonly LocalCharge[] {
  return database
    .all<LocalCharge>(
      `${facts} FROM (${sums} FROM json_each(:ids) AS wanted JOIN ledger ON ledger.attempt_id = wanted.value
         GROUP BY attempt_id) AS sums ${joins}`,
      { ids: JSON.stringify(attempts) },
    )
    .map(toLocal)
}

function toLocal(row: LocalCharge): LocalCharge {
  return { ...row, charged: nanoUsd(row.charged), held: nanoUsd(row.held) }
}
