import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { toFailure, type Failure } from '../../shared/errors.ts'
import type { AtNextStart } from '../../shared/ipc/care-rows.ts'
import { finishMove, moveLibrary } from './move-library.ts'
import { restoreLibrary } from './restore-library.ts'

const taskSchema: z.ZodType<AtNextStart> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('restore'), from: z.string() }),
  z.object({ kind: z.literal('move'), to: z.string() }),
])

interface Place {
  readonly libraryFolder: string
  /** Where a start looks for the library; null where the environment names it. */
  readonly usual: string | null
}

/** A window has the library open, so what needs it closed is written down and done before it is opened the next time. */
export function planForNextStart(libraryFolder: string, task: AtNextStart | null): void {
  const path = taskFile(libraryFolder)
  if (task === null) return rmSync(path, { force: true })
  writeFileSync(`${path}.new`, JSON.stringify(task), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** null where nothing is planned, or where nobody can read what was. */
export function readPlanForNextStart(libraryFolder: string): AtNextStart | null {
  const path = taskFile(libraryFolder)
  if (!existsSync(path)) return null
  const read = z.string().transform(parseJson).pipe(taskSchema).safeParse(readFileSync(path, 'utf8'))
  return read.success ? read.data : null
}

/**
 * Ends a move that was interrupted, which throws where it cannot be done. Then does what was planned, once: it is crossed out first, so that a failure does not come back with every start. Says
 * where the library is now, and what kept it from being done; then it is as it was.
 */
export async function doPlanned({
  libraryFolder: found,
  usual,
  now,
}: Place & { readonly now: Date }): Promise<{ readonly libraryFolder: string; readonly failure: Failure | null }> {
  const libraryFolder = await finishMove({ libraryFolder: found, usual })
  const task = readPlanForNextStart(libraryFolder)
  planForNextStart(libraryFolder, null)
  if (task === null) return { libraryFolder, failure: null }
  try {
    if (task.kind === 'restore') await restoreLibrary({ libraryFolder, from: task.from, now })
    else await moveLibrary({ libraryFolder, target: task.to, usual })
    return { libraryFolder: task.kind === 'move' ? task.to : libraryFolder, failure: null }
  } catch (thrown) {
    return { libraryFolder, failure: toFailure(thrown) }
  }
}

function taskFile(libraryFolder: string): string {
  return join(libraryFolder, 'next-start.json')
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('It is no JSON.')
    return z.NEVER
  }
}
