import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import { asMissing, type FileStamp } from './resolve-picture.ts'

/** What files hold, remembered in the library for as long as neither their size nor their time changes. */
export interface ContentHashes {
  /** Reads the file only where it is not remembered. Throws `file-missing`, `file-unreadable` or `cancelled`. */
  hashOf(file: FileStamp, signal?: AbortSignal): Promise<string>
  /** For a file that turned out to hold something else than what was said. */
  hashAgain(file: FileStamp, signal?: AbortSignal): Promise<string>
}

const smallestBlockBytes = 65_536
const largestBlockBytes = 1_048_576

export function createContentHashes(database: Database): ContentHashes {
  return {
    hashOf: async (file, signal) => recall(database, file) ?? hashAgain(file, signal),
    hashAgain,
  }

  async function hashAgain(file: FileStamp, signal?: AbortSignal): Promise<string> {
    const sha256 = await hashFile(file, signal)
    rememberIfPossible(database, file, sha256)
    return sha256
  }
}

/** What was read for a batch counts as well. */
function recall(database: Database, { path, bytes, modifiedMs }: FileStamp): string | null {
  const row = database.get<{ sha256: string }>(
    `SELECT sha256 FROM content_hash WHERE path = :path AND bytes = :bytes AND modified_ms = :modifiedMs
     UNION ALL
     SELECT sha256 FROM source WHERE path = :path AND bytes = :bytes AND modified_ms = :modifiedMs AND sha256 <> ''
     LIMIT 1`,
    { path, bytes, modifiedMs },
  )
  return row?.sha256 ?? null
}

function remember(database: Database, { path, bytes, modifiedMs }: FileStamp, sha256: string): void {
  database.transaction('grouped', () => {
    database.run(
      `INSERT INTO content_hash (path, bytes, modified_ms, sha256) VALUES (:path, :bytes, :modifiedMs, :sha256)
       ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_ms = excluded.modified_ms,
         sha256 = excluded.sha256`,
      { path, bytes, modifiedMs, sha256 },
    )
  })
}

/** On a full drive pictures are still shown; they are only read again next time. */
function rememberIfPossible(database: Database, file: FileStamp, sha256: string): void {
  try {
    remember(database, file, sha256)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
  }
}

async function hashFile({ path, bytes }: FileStamp, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256')
  // A stream takes a whole block whatever the file needs; a thousand small files would leave a gigabyte to be collected.
  const highWaterMark = Math.min(largestBlockBytes, Math.max(smallestBlockBytes, bytes))
  try {
    await pipeline(createReadStream(path, { highWaterMark }), hash, { signal })
  } catch (thrown) {
    if (signal?.aborted === true) throw new AppError('cancelled', 'Reading the file was stopped.', { cause: thrown })
    throw asMissing(thrown)
  }
  return hash.digest('hex')
}
