import { AppError } from '../../shared/errors.ts'
import { inspectFiles } from '../library/inspect-files.ts'
import { maxFileBytes, type WalkResult } from '../library/walk.ts'
import type { Found } from '../library/walk-state.ts'

const groupSize = 2_000

/** What files that were found before are now, in their order. What is gone or no picture any more is left out, with the reason. */
export async function lookAgainAt(found: readonly Found[], signal: AbortSignal): Promise<WalkResult> {
  const result = { found: [] as Found[], leftOut: [] as WalkResult['leftOut'][number][] }
  for (let start = 0; start < found.length; start += groupSize) {
    if (signal.aborted) throw new AppError('cancelled', 'Looking for pictures was stopped.')
    const group = found.slice(start, start + groupSize)
    const looks = await inspectFiles(
      group.map(({ path }) => path),
      { maxBytes: maxFileBytes },
    )
    for (const [index, file] of group.entries()) {
      const look = looks[index]
      if (look === undefined || look.reason !== null) {
        result.leftOut.push({ path: file.path, reason: look?.reason ?? 'unreadable' })
      } else result.found.push({ ...file, bytes: look.bytes, mtimeMs: look.mtimeMs })
    }
  }
  return result
}
