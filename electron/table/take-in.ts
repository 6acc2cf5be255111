import type { LeftOutRow } from '../../shared/ipc/rows.ts'
import type { Outputs } from '../history/outputs.ts'
import type { Found } from '../library/walk-state.ts'
import { walkPaths } from '../library/walk.ts'
import { createAddedNews, type TableChange } from './added-news.ts'
import type { Table } from './table.ts'

export interface TakeInDependencies {
  readonly table: Pick<Table, 'add'>
  readonly outputs: Pick<Outputs, 'isOutput'>
  /** Folders results are written to; they are not walked into. */
  readonly outputFolders: () => readonly string[]
  /** At most ten times a second while sources come onto the table, and once more at the end. */
  readonly onAdded: (change: TableChange) => void
}

export interface TakingIn {
  readonly signal: AbortSignal
  readonly onFound: (files: number) => void
  /** Asked where there are more than are taken without a question. */
  readonly isWanted: (files: number) => Promise<boolean>
}

/** What one intake did. */
export interface TakenIn {
  readonly added: number
  readonly known: number
  readonly leftOut: readonly LeftOutRow[]
  readonly found: readonly Found[]
  /** What is new or changed on the table. */
  readonly ids: readonly number[]
}

const takenUnasked = 5_000
const addedAtOnce = 1_000
export const newsMs = 100

/** Walks what was named and puts it on the table; null where somebody said no. Throws `cancelled` while it looks. */
export async function takeIn(
  paths: readonly string[],
  { signal, onFound, isWanted }: TakingIn,
  { table, outputs, outputFolders, onAdded }: TakeInDependencies,
): Promise<TakenIn | null> {
  const { found, leftOut } = await walkPaths(paths, {
    signal,
    outputFolders: outputFolders(),
    isOwnOutput: (path) => outputs.isOutput(path),
    onProgress: onFound,
  })
  onFound(found.length)
  if (found.length > takenUnasked && !(await isWanted(found.length))) return null
  const news = createAddedNews(newsMs, onAdded)
  const ids: number[] = []
  let [added, known] = [0, 0]
  try {
    for (let start = 0; start < found.length && !signal.aborted; start += addedAtOnce) {
      const some = await table.add(found.slice(start, start + addedAtOnce), signal)
      added += some.added
      known += some.known
      ids.push(...some.ids)
      news.tell(some.ids)
    }
  } finally {
    news.end()
  }
  return { added, known, leftOut, found, ids }
}
