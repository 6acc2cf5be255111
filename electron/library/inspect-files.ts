import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { mapBounded } from './bounded.ts'
import { hasPictureExtension } from './entry-names.ts'
import { inspectFile, inspectNow, type Inspected } from './inspect-file.ts'

interface InspectOptions {
  readonly maxBytes: number
  /** A reason that is known without looking; asked once for each path, in no certain order. */
  readonly known?: (path: string) => LeftOutReason | null
  /** A drive whose answer takes longer is not a quick one. */
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
export async function inspectFiles(paths: readonly string[], options: InspectOptions): Promise<readonly Inspected[]> {
  const { maxBytes, known = () => null, quickMs = 3 } = options
  const results: Inspected[] = []
  for (let start = 0; start < paths.length; start += groupSize) {
    let directUntilMs = 0
    const [first = '', ...others] = paths.slice(start, start + groupSize)
    const startedMs = performance.now()
    results.push(await look(first))
    if (performance.now() - startedMs < quickMs) directUntilMs = performance.now() + holdUpMs
    for (const inspected of await mapBounded(others, atOnce, look)) results.push(inspected)

    function look(path: string): Inspected | Promise<Inspected> {
      const reason = known(path)
      if (reason !== null) return { reason }
      const isDirect = performance.now() < directUntilMs && hasPictureExtension(path)
      return isDirect ? inspectNow(path, maxBytes) : inspectFile(path, maxBytes)
    }
  }
  return results
}
