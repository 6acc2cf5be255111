import { AppError } from '../../../shared/errors.ts'
import { inspectFiles } from '../../library/inspect-files.ts'
import { maxFileBytes } from '../../library/walk.ts'
import type { LeftOutEntry } from '../../library/walk-state.ts'
import type { PlanFile } from './plan-request.ts'

export interface FoundFiles {
  readonly found: readonly PlanFile[]
  readonly leftOut: readonly LeftOutEntry[]
}

const groupSize = 2_000

/** What files that were found before are now, in their order. What is gone or no picture any more is left out, with the reason. */
export async function lookAgainAt(found: readonly PlanFile[], signal: AbortSignal): Promise<FoundFiles> {
  const result = { found: [] as PlanFile[], leftOut: [] as LeftOutEntry[] }
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
