import { mapBounded } from '../../library/bounded.ts'
import { systemCode } from '../../library/file-system.ts'
import type { Found } from '../../library/walk-state.ts'
import { hashFile } from '../../verify/hash-file.ts'
import type { MissingSource } from './missing-sources.ts'

const atOnce = 4

interface Match {
  readonly source: MissingSource
  readonly file: Found
}

/**
 * Finds the file of each source by its content. Only files of a fitting size are read. Of several with the same content
 * each source gets the one whose path ends most like its own, and none is given to two.
 */
export async function matchFiles(
  missing: readonly MissingSource[],
  files: readonly Found[],
  signal: AbortSignal,
): Promise<readonly Match[]> {
  const sizes = new Set(missing.map(({ bytes }) => bytes))
  const candidates = files.filter(({ bytes }) => sizes.has(bytes) || sizes.has(0))
  const hashes = await mapBounded(candidates, atOnce, ({ path }) => hashIfReadable(path, signal))
  const byContent = Map.groupBy(candidates.entries(), ([index]) => hashes[index])
  const matches: Match[] = []
  for (const [sha256, sources] of Map.groupBy(missing, (source) => source.sha256)) {
    const same = (byContent.get(sha256) ?? []).map(([, file]) => file)
    matches.push(...pair(sources, same))
  }
  return matches
}

function pair(sources: readonly MissingSource[], files: readonly Found[]): Match[] {
  const pairs = sources.flatMap((source) =>
    files.map((file) => ({ source, file, likeness: likenessOf(source.path, file.path) })),
  )
  const [matches, taken] = [[] as Match[], new Set<unknown>()]
  for (const { source, file } of pairs.toSorted((one, other) => other.likeness - one.likeness)) {
    if (taken.has(source) || taken.has(file)) continue
    taken.add(source)
    taken.add(file)
    matches.push({ source, file })
  }
  return matches
}

/** How many names at the end of two paths are the same. */
function likenessOf(one: string, other: string): number {
  const [names, others] = [one, other].map((path) => path.split(/[/\\]/).toReversed()) as [string[], string[]]
  const different = names.findIndex((name, index) => name !== others[index])
  return different < 0 ? names.length : different
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
