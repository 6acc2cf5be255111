import type { Mode } from '../../shared/domain/item.ts'
import { nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import type { LedgerKind } from '../batches/journal/states.ts'
import type { Database } from '../history/database.ts'
import type { Place } from './places.ts'

/** One line of the ledger with what it was for. */
export interface LedgerRow {
  readonly id: number
  readonly at: string
  readonly day: string
  readonly mode: Mode
  readonly batchNumber: number
  readonly source: string
  readonly sourcePath: string
  readonly model: string
  readonly attempt: string
  readonly runId: string | null
  readonly kind: LedgerKind
  readonly amount: NanoUsd
}

/** Days of the user's calendar, both included; null where there is no end. */
export interface LedgerDays {
  readonly mode: Mode
  readonly from: string | null
  readonly to: string | null
}

/** Where a page begins: behind this row. */
export interface LedgerPlace {
  readonly day: string
  readonly id: number
}

export interface LedgerPageQuery {
  readonly days: LedgerDays
  /** null for the first page. */
  readonly after: LedgerPlace | null
  /** The last row there was when the first page was read; null for that one. */
  readonly last: number | null
}

export interface LedgerPage {
  /** None where the ledger of these days is over. */
  readonly rows: readonly LedgerRow[]
  readonly last: number
}

const pageSize = 500

const facts = `SELECT ledger.id, ledger.at, ledger.day, ledger.mode, batch.number AS batchNumber,
    item.source_label AS source, source.path AS sourcePath, batch.model, attempt.id AS attempt,
    attempt.run_id AS runId, ledger.kind, ledger.amount_nano AS amount`
const joins = `JOIN attempt ON attempt.id = ledger.attempt_id JOIN item ON item.id = attempt.item_id
  JOIN batch ON batch.id = ledger.batch_id JOIN source ON source.id = item.source_id`

/** A page of the ledger of some days, day after day. What is written once the first page was read is left out. */
export function ledgerPageOf(database: Database, { days, after, last: known }: LedgerPageQuery): LedgerPage {
  const last = known ?? database.get<{ id: number | null }>('SELECT max(id) AS id FROM ledger')?.id ?? 0
  const { mode, from, to } = days
  let place = after ?? { day: from ?? '', id: 0 }
  for (;;) {
    const rows = rowsOfDay(database, { mode, ...place, last })
    if (rows.length > 0) return { rows, last }
    const day = dayAfter(database, mode, place.day)
    if (day === null || (to !== null && day > to)) return { rows: [], last }
    place = { day, id: 0 }
  }
}

function rowsOfDay(
  database: Database,
  query: LedgerPlace & { readonly mode: Mode; readonly last: number },
): readonly LedgerRow[] {
  return database
    .all<LedgerRow>(
      `${facts} FROM ledger ${joins} WHERE ledger.mode = :mode AND ledger.day = :day AND ledger.id > :id
         AND ledger.id <= :last ORDER BY ledger.id LIMIT :pageSize`,
      { ...query, pageSize },
    )
    .map(toRow)
}

function dayAfter(database: Database, mode: Mode, day: string): string | null {
  const next = database.get<{ day: string | null }>(
    'SELECT min(day) AS day FROM ledger WHERE mode = :mode AND day > :day',
    { mode, day },
  )
  return next?.day ?? null
}

/** Rows of the ledger that are about some items, in the order they were written. */
export function ledgerIdsOf(database: Database, places: readonly Place[]): readonly number[] {
  return database
    .all<{ id: number }>(
      `SELECT ledger.id FROM json_each(:items) AS wanted JOIN attempt ON attempt.item_id = wanted.value
         JOIN ledger ON ledger.attempt_id = attempt.id ORDER BY ledger.id`,
      { items: JSON.stringify(places.map(({ itemId }) => itemId)) },
    )
    .map(({ id }) => id)
}

/** These rows, in their order. */
export function ledgerRowsOf(database: Database, ids: readonly number[]): readonly LedgerRow[] {
  return database
    .all<LedgerRow>(
      `${facts} FROM json_each(:ids) AS wanted JOIN ledger ON ledger.id = wanted.value ${joins} ORDER BY wanted.key`,
      { ids: JSON.stringify(ids) },
    )
    .map(toRow)
}

function toRow(row: LedgerRow): LedgerRow {
  return { ...row, amount: nanoUsd(row.amount) }
}
