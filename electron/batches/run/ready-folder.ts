import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError, toFailure } from '../../../shared/errors.ts'
import type { Batch } from '../../history/batches.ts'
import type { FileSystem } from '../../library/file-system.ts'
import type { OutputRoot } from '../../library/output-root.ts'
import type { Publisher } from '../../library/publish.ts'
import { removeStaleTemporaries } from '../../library/stale-temporaries.ts'
import type { RunToOpen } from '../batch-runs.ts'
import { hasBegun, hasOpenRequests } from './recovery.ts'
import type { RunContext } from './run-context.ts'

interface Dependencies extends Pick<RunContext, 'database' | 'items'> {
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
}

/**
 * Makes the folder, then writes and removes an empty file: the only honest answer to whether results can be written. Where
 * they cannot, nothing is sent; what was sent before is still collected, into the library, because links expire.
 */
export async function readyFolder(
  dependencies: Dependencies,
  { batch, gate }: RunToOpen,
  root: OutputRoot,
): Promise<void> {
  const { publisher, database } = dependencies
  try {
    // One that was there when the batch began is not made again: it is on a drive that is not there now.
    if (hasBegun(database, batch.id)) await root.check()
    await publisher.discard(await publisher.writeTemporary(batch.outputFolder, new Uint8Array()))
    await root.remember()
    await clearLeftovers(dependencies, batch)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !hasOpenRequests(database, batch.id)) throw thrown
    gate.close(toFailure(thrown))
  }
}

/**
 * Removes temporary files a killed run left beside the results. Those younger than this process may belong to another
 * library that writes to the same folder now.
 */
async function clearLeftovers({ fileSystem, items }: Dependencies, batch: Batch): Promise<void> {
  const folders = await targetFolders(items, batch)
  for (const folder of folders) await removeStaleTemporaries(fileSystem, folder, isOlderThanThisProcess)
}

const pageSize = 2_000

/** A few at a time, because everything else of the process waits while they are read. */
async function targetFolders(items: Dependencies['items'], batch: Batch): Promise<ReadonlySet<string>> {
  const folders = new Set<string>()
  for (let after = -1; ;) {
    const page = items.targets(batch.id, { after, limit: pageSize })
    for (const target of page.flatMap(({ targets }) => targets)) {
      folders.add(join(batch.outputFolder, dirname(target)))
    }
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return folders
    after = last.position
    await nextTurn()
  }
}

async function isOlderThanThisProcess(path: string): Promise<boolean> {
  return (await stat(path)).mtimeMs < performance.timeOrigin
}
