import { mapBounded } from '../library/bounded.ts'
import { systemCode } from '../library/file-system.ts'
import { walkPaths } from '../library/walk.ts'
import { hashFile } from './hash-file.ts'

/** A result whose file is not where it was written. */
export interface MissingOutput {
  readonly outputId: string
  readonly sha256: string
  readonly bytes: number
}

interface Search {
  readonly folders: readonly string[]
  /** Whether a path is the place of another result, which it may not be taken from. */
  readonly isTaken: (path: string) => boolean
  readonly signal: AbortSignal
}

const atOnce = 4

/**
 * Looks below folders for the bytes of missing results, whatever they are called now. Only files of a fitting size are
 * read. A file is the new place of one result at most. Folders that are gone are passed over.
 */
export async function findMoved(
  missing: readonly MissingOutput[],
  { folders, isTaken, signal }: Search,
): Promise<ReadonlyMap<string, string>> {
  const places = new Map<string, string>()
  if (missing.length === 0 || folders.length === 0) return places
  const sizes = new Set(missing.map(({ bytes }) => bytes))
  const { found } = await walkPaths(folders, { signal })
  const candidates = found.filter(({ path, bytes }) => sizes.has(bytes) && !isTaken(path))
  const hashes = await mapBounded(candidates, atOnce, ({ path }) => hashIfReadable(path, signal))
  const byHash = Map.groupBy(
    candidates.map(({ path }, index) => ({ path, sha256: hashes[index] })),
    ({ sha256 }) => sha256,
  )
  for (const { outputId, sha256 } of missing) {
    const place = byHash.get(sha256)?.shift()
    if (place !== undefined) places.set(outputId, place.path)
  }
  return places
}

/** Another program may take a file away, or close it to us, between looking and reading. */
async function hashIfReadable(path: string, signal: AbortSignal): Promise<string | null> {
  try {
    return await hashFile(path, signal)
  } catch (thrown) {
    if (signal.aborted || systemCode(thrown) === null) throw thrown
    return null
  }
}
