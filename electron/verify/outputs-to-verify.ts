import type { FileVerdict } from '../../shared/domain/review.ts'
import type { Database } from '../history/database.ts'

/** A result that was put in its place, and what it was then. */
export interface OutputToVerify {
  readonly rowId: number
  readonly id: string
  readonly itemId: string
  readonly batchNumber: number
  readonly source: string
  readonly outputFolder: string
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** A later result took its name. */
  readonly isReplaced: boolean
}

type Row = Omit<OutputToVerify, 'isReplaced'> & { readonly isReplaced: number }

/** Of one batch or of all, in the order they were made. What was moved to the bin on purpose is not asked after. */
const published = `output.state = 'published' AND output.binned_at IS NULL AND (:batchId IS NULL OR batch.id = :batchId)`

export function countToVerify(database: Database, batchId: string | null): number {
  const found = database.get<{ count: number }>(
    `SELECT count(*) AS count FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
     WHERE ${published}`,
    { batchId },
  )
  return found?.count ?? 0
}

export function nextToVerify(
  database: Database,
  batchId: string | null,
  { after, limit }: { readonly after: number; readonly limit: number },
): OutputToVerify[] {
  return database
    .all<Row>(
      `SELECT output.rowid AS rowId, output.id, output.sha256, output.bytes, output.path, item.id AS itemId,
         item.source_label AS source, batch.number AS batchNumber, batch.output_folder AS outputFolder,
         EXISTS (SELECT 1 FROM output AS later WHERE later.path = output.path AND later.rowid > output.rowid
           AND later.state = 'published') AS isReplaced
       FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
       WHERE ${published} AND output.rowid > :after ORDER BY output.rowid LIMIT :limit`,
      { batchId, after, limit },
    )
    .map((row) => ({ ...row, isReplaced: row.isReplaced === 1 }))
}

interface Verdict {
  readonly id: string
  readonly verdict: FileVerdict
}

/** Remembers what was found, so that history can be filtered by it. */
export function keepVerdicts(database: Database, verdicts: readonly Verdict[], at: string): void {
  database.transaction('grouped', () => {
    for (const { id, verdict } of verdicts) {
      database.run('UPDATE output SET file_verdict = :verdict, verified_at = :at WHERE id = :id', { id, verdict, at })
    }
  })
}

/** The file of a result is at another path from now on; the file itself is where it was found. */
export function setPath(database: Database, { id, path, at }: { id: string; path: string; at: string }): void {
  database.run(
    `UPDATE output SET path = :path, file_verdict = 'unchanged', verified_at = :at WHERE id = :id AND state = 'published'`,
    { id, path, at },
  )
}
