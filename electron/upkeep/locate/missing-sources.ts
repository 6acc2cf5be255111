import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Database } from '../../history/database.ts'
import { mapBounded } from '../../library/bounded.ts'

/** A source whose file is not where it was. */
export interface MissingSource {
  readonly id: string
  /** Empty where it was never known. */
  readonly path: string
  /** 0 where it was never known. */
  readonly bytes: number
  readonly sha256: string
}

const atOnce = 8

/**
 * The source and those beside and below it in its folder, as far as their files are gone. What could not be read as a
 * picture when it was added has no content it could be known by, and is left out. Throws `invalid-request` for an
 * unknown source.
 */
export async function findMissing(
  database: Database,
  sourceId: string,
  signal: AbortSignal,
): Promise<readonly MissingSource[]> {
  const asked = database.get<{ path: string }>('SELECT path FROM source WHERE id = :sourceId', { sourceId })
  if (asked === null) throw new AppError('invalid-request', 'There is no such source.')
  const known = sourcesBelow(database, folderOf(asked.path))
  const isGone = await mapBounded(known, atOnce, ({ path }) => {
    signal.throwIfAborted()
    return isMissing(path)
  })
  return known.filter((_, index) => isGone[index])
}

/** With its separator, whichever system wrote the path. */
function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

function sourcesBelow(database: Database, folder: string): MissingSource[] {
  const separator = folder.slice(-1)
  // The first text behind everything that begins with the folder.
  const end = folder === '' ? '' : folder.slice(0, -1) + String.fromCharCode(separator.charCodeAt(0) + 1)
  return database.all<MissingSource>(
    `SELECT id, path, bytes, sha256 FROM source
     WHERE sha256 <> '' AND path >= :folder AND (path < :end OR (:folder = '' AND path = ''))`,
    { folder, end },
  )
}

async function isMissing(path: string): Promise<boolean> {
  return stat(path).then(
    (facts) => !facts.isFile(),
    () => true,
  )
}
