import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { Database } from '../../history/database.ts'
import type { Cost, EditResult } from '../../providers/provider.ts'
import { attemptSteps, type AttemptState } from './states.ts'

/** One paid request as the journal has it. */
export interface Attempt {
  readonly id: string
  readonly itemId: string
  readonly number: number
  readonly state: AttemptState
  /** The day whose caps it counts in, fixed when it was reserved. */
  readonly day: string
  /** What is held for it: the most it may cost by the quote. */
  readonly price: NanoUsd
  readonly path: string | null
  readonly body: string | null
  readonly bodySha256: string | null
  /** Of the key it was last sent with (`markKey`); null before that, and in journals that did not keep it. */
  readonly keyMark: string | null
  readonly runId: string | null
  readonly requestId: string | null
  readonly result: EditResult | null
  readonly cost: NanoUsd | null
  readonly failure: Failure | null
  readonly submittedAt: string | null
}

interface AttemptRow {
  readonly id: string
  readonly item_id: string
  readonly number: number
  readonly state: AttemptState
  readonly day: string
  readonly price_nano: number
  readonly path: string | null
  readonly body: string | null
  readonly body_sha256: string | null
  readonly key_mark: string | null
  readonly run_id: string | null
  readonly request_id: string | null
  readonly result: string | null
  readonly cost_nano: number | null
  readonly error_code: Failure['code'] | null
  readonly error_message: string | null
  readonly submitted_at: string | null
}

/** Columns that change after an attempt was made; `undefined` leaves a column as it is. */
export interface AttemptChange {
  readonly state: AttemptState
  readonly path?: string
  readonly body?: string | null
  readonly body_sha256?: string
  readonly key_mark?: string
  readonly run_id?: string
  readonly request_id?: string
  readonly result?: string
  readonly cost_nano?: number
  readonly cost_source?: string
  readonly error_code?: string | null
  readonly error_message?: string | null
  readonly submitted_at?: string
  readonly accepted_at?: string
  readonly settled_at?: string
}

export interface NewAttempt {
  readonly id: string
  readonly itemId: string
  readonly day: string
  readonly price: NanoUsd
  readonly at: string
}

/** The attempt that counts for an item: its latest one. */
export function latestAttempt(database: Database, itemId: string): Attempt | null {
  const row = database.get<AttemptRow>('SELECT * FROM attempt WHERE item_id = :itemId ORDER BY number DESC LIMIT 1', {
    itemId,
  })
  return row && toAttempt(row)
}

export function attemptsOf(database: Database, itemId: string): Attempt[] {
  return database
    .all<AttemptRow>('SELECT * FROM attempt WHERE item_id = :itemId ORDER BY number', { itemId })
    .map(toAttempt)
}

export function insertAttempt(database: Database, { id, itemId, day, price, at }: NewAttempt): void {
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, created_at)
     VALUES (:id, :itemId, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE item_id = :itemId), 'reserved',
       :day, :price, :at)`,
    { id, itemId, day, price, at },
  )
}

/**
 * Takes an attempt one step on, writing only the columns that are named, so that a later step never wipes what an
 * earlier one recorded. Throws on a step that `attemptSteps` does not list; the transaction around it is undone.
 */
export function changeAttempt(database: Database, id: string, change: AttemptChange): void {
  const found = database.get<{ state: AttemptState }>('SELECT state FROM attempt WHERE id = :id', { id })
  if (found === null || !attemptSteps[found.state].includes(change.state)) {
    throw new Error(`Attempt ${id} cannot go from ${found?.state ?? 'nothing'} to ${change.state}`)
  }
  const columns = Object.entries(change).filter(([, value]) => value !== undefined)
  const assignments = columns.map(([column]) => `${column} = :${column}`).join(', ')
  database.run(`UPDATE attempt SET ${assignments} WHERE id = :id`, { id, ...Object.fromEntries(columns) })
}

/** What is known of a result, as columns. */
export function resultColumns(outcome: {
  readonly runId: string | null
  readonly result: EditResult
}): Partial<AttemptChange> {
  const { runId, result } = outcome
  return {
    result: JSON.stringify(result),
    ...(runId === null ? {} : { run_id: runId }),
    ...(result.requestId === null ? {} : { request_id: result.requestId }),
  }
}

export function costColumns({ amount, source }: Cost): Partial<AttemptChange> {
  return { cost_nano: amount, cost_source: source }
}

export function failureColumns({ code, message }: Failure): Partial<AttemptChange> {
  return { error_code: code, error_message: message }
}

function toAttempt(row: AttemptRow): Attempt {
  return {
    id: row.id,
    itemId: row.item_id,
    number: row.number,
    state: row.state,
    day: row.day,
    price: nanoUsd(row.price_nano),
    path: row.path,
    body: row.body,
    bodySha256: row.body_sha256,
    keyMark: row.key_mark,
    runId: row.run_id,
    requestId: row.request_id,
    result: row.result === null ? null : (JSON.parse(row.result) as EditResult), // Written by the journal from one.
    cost: row.cost_nano === null ? null : nanoUsd(row.cost_nano),
    failure: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    submittedAt: row.submitted_at,
  }
}
