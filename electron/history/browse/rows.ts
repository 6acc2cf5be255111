import type { ItemStatus, Mode, SkipReason } from '../../../shared/domain/item.ts'
import type { FileVerdict, Rating, Verdict } from '../../../shared/domain/review.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { Database } from '../database.ts'

/** An entry as it is shown; pictures by their paths. */
export interface EntryRow {
  readonly id: number
  readonly itemId: string
  readonly batchId: string
  readonly batchNumber: number
  readonly sourceId: string
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly mode: Mode
  readonly model: string
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly errorCode: ErrorCode | null
  readonly errorMessage: string | null
  readonly name: string
  readonly prompt: string
  readonly at: string
  readonly costNano: number
  readonly outputId: string | null
  readonly outputPath: string | null
  readonly outputSha256: string | null
  readonly changed: number | null
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly isFlagged: number | null
  readonly file: FileVerdict | null
  readonly isBinned: number
}

/** In the order of the ids; what was deleted since is left out. */
export function readEntryRows(database: Database, ids: readonly number[]): EntryRow[] {
  return database.all<EntryRow>(
    `SELECT entry.id, entry.item_id AS itemId, entry.batch_id AS batchId, entry.batch_number AS batchNumber,
       entry.source_id AS sourceId, source.path AS sourcePath,
       source.sha256 AS sourceSha256, entry.mode, entry.model, entry.status,
       item.skip_reason AS skipReason, item.error_code AS errorCode, item.error_message AS errorMessage, entry.name,
       item.prompt, entry.at, entry.cost_nano AS costNano, output.id AS outputId, output.path AS outputPath,
       output.sha256 AS outputSha256,
       entry.changed, entry.verdict, entry.rating, output.is_flagged AS isFlagged, output.file_verdict AS file,
       entry.is_binned AS isBinned
     FROM json_each(:ids) AS wanted JOIN history_entry AS entry ON entry.id = wanted.value
       JOIN item ON item.id = entry.item_id JOIN source ON source.id = entry.source_id
       LEFT JOIN output ON output.id = entry.output_id
     ORDER BY wanted.key`,
    { ids: JSON.stringify(ids) },
  )
}

/** Ids of the results among these entries, in their order; for a stack, of the result on top of it. */
export function readOutputIds(database: Database, ids: readonly number[]): string[] {
  const rows = database.all<{ id: string }>(
    `SELECT entry.output_id AS id FROM json_each(:ids) AS wanted JOIN history_entry AS entry ON entry.id = wanted.value
     WHERE entry.output_id IS NOT NULL ORDER BY wanted.key`,
    { ids: JSON.stringify(ids) },
  )
  return rows.map(({ id }) => id)
}

/** The entries of the source of one, that one first. */
export function readStackOf(database: Database, id: number): number[] {
  const rows = database.all<{ id: number }>(
    `SELECT other.id FROM history_entry AS entry JOIN history_entry AS other ON other.source_id = entry.source_id
     WHERE entry.id = :id ORDER BY other.id = :id DESC`,
    { id },
  )
  return rows.map((row) => row.id)
}
