import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { systemCode } from '../library/file-system.ts'
import type { Database } from './database.ts'

/**
 * How a result is found on disk. `replaced`: a later result of ours took its name, as its conflict rule asked.
 * `unreadable`: it is there, but may not or cannot be read, so nothing can be said about it.
 */
export const fileVerdicts = ['unchanged', 'edited', 'missing', 'replaced', 'unreadable'] as const
export type FileVerdict = (typeof fileVerdicts)[number]

export interface VerifiedOutput {
  readonly itemId: string
  readonly batchNumber: number
  readonly source: string
  readonly path: string
  readonly verdict: FileVerdict
}

interface OutputRow extends Omit<VerifiedOutput, 'verdict'> {
  readonly rowId: number
  readonly sha256: string
  readonly isReplaced: number
}

const pageSize = 500

/** Hashes every result that was put in its place, of one batch or of all, in the order they were made. Changes nothing. */
export async function* verifyOutputs(
  database: Database,
  batchId: string | null,
  signal: AbortSignal,
): AsyncIterable<VerifiedOutput> {
  for (let after = 0; ;) {
    const page = nextPage(database, batchId, after)
    for (const { rowId, sha256, isReplaced, ...output } of page) {
      signal.throwIfAborted()
      after = rowId
      yield { ...output, verdict: isReplaced === 1 ? 'replaced' : await judge(output.path, sha256, signal) }
    }
    if (page.length < pageSize) return
  }
}

function nextPage(database: Database, batchId: string | null, after: number): OutputRow[] {
  return database.all<OutputRow>(
    `SELECT output.rowid AS rowId, output.sha256, output.path, item.id AS itemId, item.source_label AS source,
       batch.number AS batchNumber,
       EXISTS (SELECT 1 FROM output AS later WHERE later.path = output.path AND later.rowid > output.rowid
         AND later.state = 'published') AS isReplaced
     FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
     WHERE output.state = 'published' AND output.rowid > :after AND (:batchId IS NULL OR batch.id = :batchId)
     ORDER BY output.rowid LIMIT :pageSize`,
    { after, batchId, pageSize },
  )
}

async function judge(path: string, sha256: string, signal: AbortSignal): Promise<FileVerdict> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(path), hash, { signal })
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
    if (code === null) throw thrown
    return 'unreadable'
  }
  return hash.digest('hex') === sha256 ? 'unchanged' : 'edited'
}
