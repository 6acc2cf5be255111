import { randomUUID } from 'node:crypto'
import type { ItemStatus, Mode } from '../../shared/domain/item.ts'
import type { PictureFormat } from '../../shared/domain/picture.ts'
import type { OutputState } from '../batches/journal/states.ts'
import type { Database } from './database.ts'

/** A file made for an item, or about to be. */
export interface Output {
  readonly id: string
  readonly itemId: string
  readonly attemptId: string
  /** Counts the results of one attempt from 0. */
  readonly number: number
  readonly state: OutputState
  /** Where it is; for `publishing` where it is about to appear, unless that name is taken. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  readonly isFlagged: boolean
  /** When it went to the system's bin; its path is where it lay then. */
  readonly binnedAt: string | null
}

export type NewOutput = Omit<Output, 'id' | 'binnedAt'>

interface OutputRow extends Omit<Output, 'itemId' | 'attemptId' | 'isFlagged' | 'binnedAt'> {
  readonly item_id: string
  readonly attempt_id: string
  readonly is_flagged: number
  readonly binned_at: string | null
}

export interface SameContent {
  readonly itemId: string
  readonly batchId: string
  readonly status: ItemStatus
}

export interface Outputs {
  get(id: string): Output | null
  ofItem(itemId: string): Output[]
  ofAttempt(attemptId: string): Output[]
  /** Writes an output or replaces what was known of the same result of the same attempt. */
  put(output: NewOutput): void
  setState(attemptId: string, number: number, change: { state: OutputState; path: string }): void
  /** Whether a path holds a file we made; our own results never become sources by accident. */
  isOutput(path: string): boolean
  /** Items of the same mode with the same content that are done or have a request under way, oldest first. */
  sameContent(contentKey: string, mode: Mode, exceptItemId: string): SameContent[]
}

export function createOutputs(database: Database, now: () => Date): Outputs {
  return {
    get: (id) => {
      const row = database.get<OutputRow>('SELECT * FROM output WHERE id = :id', { id })
      return row && toOutput(row)
    },
    ofItem: (itemId) =>
      database
        .all<OutputRow>('SELECT * FROM output WHERE item_id = :itemId ORDER BY created_at, number', { itemId })
        .map(toOutput),
    ofAttempt: (attemptId) =>
      database
        .all<OutputRow>('SELECT * FROM output WHERE attempt_id = :attemptId ORDER BY number', { attemptId })
        .map(toOutput),
    put: (output) => putOutput(database, output, now().toISOString()),
    setState: (attemptId, number, { state, path }) => {
      database.run(
        'UPDATE output SET state = :state, path = :path WHERE attempt_id = :attemptId AND number = :number',
        { attemptId, number, state, path },
      )
    },
    isOutput: (path) => database.get('SELECT 1 AS found FROM output WHERE path = :path LIMIT 1', { path }) !== null,
    sameContent: (contentKey, mode, exceptItemId) =>
      database.all(
        `SELECT item.id AS itemId, item.batch_id AS batchId, item.status FROM item JOIN batch ON batch.id = item.batch_id
         WHERE item.content_key = :contentKey AND batch.mode = :mode AND item.id <> :exceptItemId
           AND (item.status IN ('done', 'unresolved') OR EXISTS (
             SELECT 1 FROM attempt WHERE attempt.item_id = item.id
               AND attempt.state IN ('reserved', 'submitting', 'accepted', 'succeeded', 'unresolved')))
         ORDER BY item.updated_at`,
        { contentKey, mode, exceptItemId },
      ),
  }
}

function putOutput(database: Database, output: NewOutput, at: string): void {
  database.run(
    `INSERT INTO output (id, item_id, attempt_id, number, state, path, sha256, bytes, format, width, height,
       is_flagged, created_at)
     VALUES (:id, :itemId, :attemptId, :number, :state, :path, :sha256, :bytes, :format, :width, :height,
       :isFlagged, :at)
     ON CONFLICT (attempt_id, number) DO UPDATE SET state = excluded.state, path = excluded.path,
       sha256 = excluded.sha256, bytes = excluded.bytes, format = excluded.format, width = excluded.width,
       height = excluded.height, is_flagged = excluded.is_flagged`,
    {
      id: randomUUID(),
      itemId: output.itemId,
      attemptId: output.attemptId,
      number: output.number,
      state: output.state,
      path: output.path,
      sha256: output.sha256,
      bytes: output.bytes,
      format: output.format,
      width: output.width,
      height: output.height,
      isFlagged: output.isFlagged ? 1 : 0,
      at,
    },
  )
}

function toOutput({ item_id, attempt_id, is_flagged, binned_at, ...row }: OutputRow): Output {
  const { id, number, state, path, sha256, bytes, format, width, height } = row
  return {
    id,
    itemId: item_id,
    attemptId: attempt_id,
    number,
    state,
    path,
    sha256,
    bytes,
    format,
    width,
    height,
    isFlagged: is_flagged === 1,
    binnedAt: binned_at,
  }
}
