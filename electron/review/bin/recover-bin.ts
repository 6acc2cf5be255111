import type { Database } from '../../history/database.ts'
import { markFinished, unfinishedChanges, type KeptChange } from '../changes.ts'
import { readBinOutputs, setBinned, type BinOutput } from './binned-outputs.ts'
import { readBefore } from './put-back.ts'
import type { RemovedFiles } from './removed-files.ts'
import { isGone, isStillThere } from './still-there.ts'

interface Dependencies {
  readonly database: Database
  readonly removed: RemovedFiles
  readonly now: () => Date
}

/** How long a result that went to the bin can be put back by the app itself. */
const keptDays = 14
const dayMs = 86_400_000

/**
 * Finishes what a process left that died while files went to the bin: a file that is in its place was not moved and is
 * not binned; one that is gone was, and can be put back.
 */
export async function recoverBin({ database, removed, now }: Dependencies): Promise<void> {
  for (const change of unfinishedChanges(database, 'bin')) {
    for (const { id } of readBefore(change).outputs) {
      const [output] = readBinOutputs(database, [id])
      if (output !== undefined) await settle({ database, removed }, change, output)
    }
    database.transaction('full', () => markFinished(database, change.id, now().toISOString()))
  }
}

async function settle(
  { database, removed }: Pick<Dependencies, 'database' | 'removed'>,
  { at }: KeptChange,
  output: BinOutput,
): Promise<void> {
  if (await isStillThere(output)) {
    setBinned(database, [output.id], null)
    await removed.discard(output.id)
  } else if (await isGone(output.path)) setBinned(database, [output.id], output.binnedAt ?? at)
}

/**
 * Forgets the bytes of results that went to the bin more than two weeks ago, and those that nobody kept in the end.
 * `isAll` forgets all of them at once; nothing in the bin can be put back by the app then.
 */
export async function pruneRemoved({ database, removed, now }: Dependencies, isAll: boolean): Promise<void> {
  const [today, unfinished] = [now().getTime(), unfinishedChanges(database, 'bin')]
  const busy = new Set(unfinished.flatMap((change) => readBefore(change).outputs.map(({ id }) => id)))
  for (const { outputId, sinceMs } of await removed.list()) {
    if (busy.has(outputId)) continue
    const [output] = readBinOutputs(database, [outputId])
    const binnedMs = Date.parse(output?.binnedAt ?? '')
    // One that is not binned may be about to be: bytes are kept first.
    const isOver = Number.isNaN(binnedMs) ? today - sinceMs > dayMs : isAll || today - binnedMs > keptDays * dayMs
    if (isOver) await removed.discard(outputId)
  }
}
