import type { OutputState } from '../../batches/journal/states.ts'
import type { Database } from '../../history/database.ts'
import type { FileOfOutput } from './removed-files.ts'

/** A result as the bin needs to know it. */
export interface BinOutput extends FileOfOutput {
  readonly state: OutputState
  readonly binnedAt: string | null
  /** A later result of ours took its name, as its conflict rule asked: the file there is not this result. */
  readonly isReplaced: boolean
}

/** Those there are, in no certain order; a few hundred at a time. */
export function readBinOutputs(database: Database, ids: readonly string[]): BinOutput[] {
  const rows = database.all<Omit<BinOutput, 'isReplaced'> & { readonly isReplaced: number }>(
    `SELECT output.id, output.path, output.sha256, output.bytes, output.state, output.binned_at AS binnedAt,
       EXISTS (SELECT 1 FROM output AS later WHERE later.path = output.path AND later.rowid > output.rowid
         AND later.state = 'published' AND later.binned_at IS NULL) AS isReplaced
     FROM output WHERE output.id IN (SELECT value FROM json_each(:ids))`,
    { ids: JSON.stringify(ids) },
  )
  return rows.map((row) => ({ ...row, isReplaced: row.isReplaced === 1 }))
}

export function setBinned(database: Database, ids: readonly string[], at: string | null): void {
  database.run('UPDATE output SET binned_at = :at WHERE id IN (SELECT value FROM json_each(:ids))', {
    at,
    ids: JSON.stringify(ids),
  })
}

export function markMissing(database: Database, ids: readonly string[], at: string): void {
  database.run(
    `UPDATE output SET file_verdict = 'missing', verified_at = :at WHERE id IN (SELECT value FROM json_each(:ids))`,
    { at, ids: JSON.stringify(ids) },
  )
}

/** Its bytes were compared on the way, so it counts as verified. */
export function markPutBack(database: Database, { id, path, at }: { id: string; path: string; at: string }): void {
  database.run(
    `UPDATE output SET path = :path, binned_at = NULL, file_verdict = 'unchanged', verified_at = :at WHERE id = :id`,
    { id, path, at },
  )
}

/** Whether the file at a path counts as another result that is in its place. */
export function isOfAnother(database: Database, { id, path }: Pick<FileOfOutput, 'id' | 'path'>): boolean {
  const found = database.get(
    `SELECT 1 AS found FROM output
     WHERE path = :path AND id <> :id AND state = 'published' AND binned_at IS NULL LIMIT 1`,
    { id, path },
  )
  return found !== null
}
