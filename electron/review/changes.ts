import { randomUUID } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'

export type ChangeKind = 'review' | 'bin'

/** A change that can be undone, as the library keeps it. `before` is text that only its own kind reads. */
export interface KeptChange {
  /** Counts up; a later change has a greater one. */
  readonly number: number
  readonly id: string
  readonly at: string
  readonly kind: ChangeKind
  readonly before: string
  /** null while it is being carried out. */
  readonly finishedAt: string | null
  readonly undoneAt: string | null
}

interface NewChange {
  readonly kind: ChangeKind
  readonly before: object
  readonly at: string
  readonly isFinished: boolean
}

const mostKept = 1_000
/** A change of a hundred thousand results takes four megabytes; a thousand of them would be the whole library. */
const mostBytes = 100_000_000

const columns = 'number, id, at, kind, before, finished_at AS finishedAt, undone_at AS undoneAt'

/** Keeps what was before it is changed, and forgets the oldest beyond what is kept. Returns the id its undoing is asked for with. */
export function keepChange(database: Database, { kind, before, at, isFinished }: NewChange): string {
  const id = randomUUID()
  database.run(
    `INSERT INTO review_change (id, at, kind, before, finished_at) VALUES (:id, :at, :kind, :before, :finishedAt)`,
    { id, at, kind, before: JSON.stringify(before), finishedAt: isFinished ? at : null },
  )
  pruneChanges(database)
  return id
}

/** Throws `invalid-request` where it is not kept, or not any more. */
export function changeById(database: Database, id: string): KeptChange {
  const found = database.get<KeptChange>(`SELECT ${columns} FROM review_change WHERE id = :id`, { id })
  if (found === null) throw new AppError('invalid-request', 'This was too long ago to be undone.')
  return found
}

/** Throws `invalid-request` where there is none, or it was undone before. */
export function changeToUndo(database: Database, id: string): KeptChange {
  const found = changeById(database, id)
  if (found.undoneAt !== null) throw new AppError('invalid-request', 'This is undone already.')
  return found
}

/** The change that moved a result to the bin and still can be undone, and how many results went with it. */
export function binChangeOf(
  database: Database,
  outputId: string,
): { readonly undo: string; readonly count: number } | null {
  return database.get(
    `SELECT id AS undo, json_array_length(before, '$.outputs') AS count FROM review_change
     WHERE kind = 'bin' AND undone_at IS NULL AND finished_at IS NOT NULL AND EXISTS (
       SELECT 1 FROM json_each(before, '$.outputs') WHERE json_extract(value, '$.id') = :outputId)
     ORDER BY number DESC LIMIT 1`,
    { outputId },
  )
}

/** Changes of reviews that were made after this one and still stand, oldest first. */
export function laterReviewChanges(database: Database, number: number): KeptChange[] {
  return database.all<KeptChange>(
    `SELECT ${columns} FROM review_change
     WHERE number > :number AND kind = 'review' AND undone_at IS NULL ORDER BY number`,
    { number },
  )
}

/** Changes that are being carried out, or were when a process died; oldest first. */
export function unfinishedChanges(database: Database, kind: ChangeKind): KeptChange[] {
  return database.all<KeptChange>(
    `SELECT ${columns} FROM review_change WHERE kind = :kind AND finished_at IS NULL ORDER BY number`,
    { kind },
  )
}

export function markFinished(database: Database, id: string, at: string): void {
  database.run('UPDATE review_change SET finished_at = :at WHERE id = :id', { id, at })
}

export function markUndone(database: Database, id: string, at: string): void {
  database.run('UPDATE review_change SET undone_at = :at WHERE id = :id', { id, at })
}

/** The newest always stays, and so does one that is being carried out. */
function pruneChanges(database: Database): void {
  database.run(
    `DELETE FROM review_change WHERE finished_at IS NOT NULL AND number IN (
       SELECT number FROM (
         SELECT number, row_number() OVER newest AS place, sum(octet_length(before)) OVER newest AS bytes
         FROM review_change WINDOW newest AS (ORDER BY number DESC))
       WHERE place > :mostKept OR (place > 1 AND bytes > :mostBytes))`,
    { mostKept, mostBytes },
  )
}
