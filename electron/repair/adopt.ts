import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import type { PictureFacts } from '../../shared/domain/picture.ts'
import { localDay } from '../batches/journal/ledger.ts'
import type { Database } from '../history/database.ts'
import type { RecordedFile } from './read-records.ts'

export interface Adopted {
  readonly file: RecordedFile
  readonly batchId: string
  readonly facts: PictureFacts
  /** Where a picture with the bytes of its source was found; null where none was. */
  readonly sourcePath: string | null
  readonly at: Date
}

/**
 * Writes a result into the library as its own record tells of it: its item, its request and its file. What the request
 * cost is not in the record and stays unknown; the ledger is not touched.
 */
export function adopt(database: Database, adopted: Adopted): void {
  const { file, facts } = adopted
  const { record, path, sha256 } = file
  const itemId = ensureItem(database, adopted)
  const attemptId = ensureAttempt(database, itemId, adopted)
  database.run(
    `INSERT INTO output (id, item_id, attempt_id, number, state, path, sha256, bytes, format, width, height, is_flagged,
       created_at)
     VALUES (:id, :itemId, :attemptId,
       coalesce((SELECT :number WHERE NOT EXISTS (SELECT 1 FROM output WHERE attempt_id = :attemptId AND number = :number)),
         (SELECT coalesce(max(number), -1) + 1 FROM output WHERE attempt_id = :attemptId)),
       'published', :path, :sha256, :bytes, :format, :width, :height, 0, :at)`,
    {
      id: randomUUID(),
      itemId,
      attemptId,
      number: record.number ?? 0,
      path,
      sha256,
      bytes: facts.bytes,
      format: facts.format,
      width: facts.width,
      height: facts.height,
      at: adopted.at.toISOString(),
    },
  )
}

/** An item of this batch that never came to its end, as after a restore, did with this; any other is not ours to change. */
function ensureItem(database: Database, adopted: Adopted): string {
  const { file, batchId, at } = adopted
  const { itemId: id, contentKey = null, sourceSha256 } = file.record
  const known = database.get<{ batchId: string; sha256: string | null }>(
    `SELECT batch_id AS batchId, source.sha256 FROM item JOIN source ON source.id = item.source_id WHERE item.id = :id`,
    { id },
  )
  if (known === null) return insertItem(database, id, adopted)
  if (known.batchId !== batchId || (known.sha256 ?? sourceSha256) !== sourceSha256)
    return insertItem(database, randomUUID(), adopted)
  database.run(
    `UPDATE item SET status = 'done', error_code = NULL, error_message = NULL, updated_at = :at,
       content_key = coalesce(content_key, :contentKey)
     WHERE id = :id AND status IN ('cancelled', 'failed')
       AND EXISTS (SELECT 1 FROM batch WHERE id = :batchId AND status <> 'running')`,
    { id, batchId, contentKey, at: at.toISOString() },
  )
  return id
}

function insertItem(database: Database, id: string, { file, batchId, sourcePath, at }: Adopted): string {
  const { record, path } = file
  const sourceId = ensureSource(database, { sha256: record.sourceSha256, path: sourcePath, at })
  database.run(
    `INSERT INTO item (id, batch_id, position, source_id, source_label, prompt, targets, status, content_key, updated_at)
     VALUES (:id, :batchId, (SELECT coalesce(max(position), -1) + 1 FROM item WHERE batch_id = :batchId), :sourceId,
       :label, :prompt, '[]', 'done', :contentKey, :at)`,
    {
      id,
      batchId,
      sourceId,
      label: basename(sourcePath ?? path),
      prompt: record.prompt,
      contentKey: record.contentKey ?? null,
      at: at.toISOString(),
    },
  )
  return id
}

/** A source that is not found has no path: its content is known, its place is not. */
function ensureSource(
  database: Database,
  { sha256, path, at }: { readonly sha256: string; readonly path: string | null; readonly at: Date },
): string {
  const known = database.get<{ id: string }>(
    'SELECT id FROM source WHERE sha256 = :sha256 AND (:path IS NULL OR path = :path) ORDER BY rowid LIMIT 1',
    { sha256, path },
  )
  if (known !== null) return known.id
  const id = randomUUID()
  database.run(
    `INSERT INTO source (id, path, bytes, modified_ms, sha256, facts, added_at)
     VALUES (:id, :path, 0, 0, :sha256, 'null', :at)`,
    { id, path: path ?? '', sha256, at: at.toISOString() },
  )
  return id
}

function ensureAttempt(database: Database, itemId: string, { file: { record }, at }: Adopted): string {
  const { attemptId, runId } = record
  const known = database.get<{ itemId: string }>('SELECT item_id AS itemId FROM attempt WHERE id = :attemptId', {
    attemptId,
  })
  if (known?.itemId === itemId) return attemptId
  const id = known === null ? attemptId : randomUUID()
  database.run(
    `INSERT INTO attempt (id, item_id, number, state, day, price_nano, run_id, created_at, settled_at)
     VALUES (:id, :itemId, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE item_id = :itemId), 'succeeded', :day, 0,
       :runId, :at, :at)`,
    { id, itemId, day: localDay(at), runId, at: at.toISOString() },
  )
  return id
}
