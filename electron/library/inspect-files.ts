import { mapBounded } from './bounded.ts'
import { hasPictureExtension } from './entry-names.ts'
import { inspectFile, inspectNow, type Inspected } from './inspect-file.ts'

interface InspectOptions {
  readonly maxBytes: number
  /** A look that takes longer says that the drive is not a quick one. */
  readonly quickMs?: number
}

const groupSize = 500
const atOnce = 64
/** The longest a group may hold up everything else of the process. */
const holdUpMs = 5

/**
 * Looks at many files, results in their order. Handing each look to another thread costs several times the look itself,
 * so on a drive that has just answered quickly a group of them is looked at directly; a slow drive, where direct looks
 * would hold up the whole process, gets many look-ups under way at once instead.
 */
export async function inspectFiles(
  paths: readonly string[],
  { maxBytes, quickMs = 3 }: InspectOptions,
): Promise<readonly Inspected[]> {
  const results: Inspected[] = []
  for (let start = 0; start < paths.length; start += groupSize) {
    const [first = '', ...others] = paths.slice(start, start + groupSize)
    const startedMs = performance.now()
    results.push(await inspectFile(first, maxBytes))
    const untilMs = performance.now() - startedMs < quickMs ? performance.now() + holdUpMs : 0
    const direct = others.map((path) => (isDirect(path, untilMs) ? inspectNow(path, maxBytes) : null))
    const looked = await mapBounded(
      others.filter((_, position) => direct[position] === null),
      atOnce,
      (path) => inspectFile(path, maxBytes),
    )
    const rest = looked.values()
    for (const inspected of direct) results.push(inspected ?? rest.next().value ?? { reason: 'unreadable' })
  }
  return results
}

function isDirect(path: string, untilMs: number): boolean {
  return hasPictureExtension(path) && performance.now() < untilMs
}
