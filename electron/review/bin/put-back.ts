import { basename, dirname, extname } from 'node:path'
import { AppError, toFailure } from '../../../shared/errors.ts'
import type { Database } from '../../history/database.ts'
import { mapBounded } from '../../library/bounded.ts'
import { copyToNewFile } from '../../library/copy-file.ts'
import type { FileSystem } from '../../library/file-system.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { Publisher } from '../../library/publish.ts'
import { markUndone, type KeptChange } from '../changes.ts'
import { isOfAnother, markPutBack, readBinOutputs } from './binned-outputs.ts'
import type { BinBefore } from './move-to-bin.ts'
import type { FileOfOutput, RemovedFiles } from './removed-files.ts'
import { isStillThere } from './still-there.ts'

export interface PutBackDependencies {
  readonly database: Database
  readonly removed: RemovedFiles
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
  readonly now: () => Date
}

const filesAtOnce = 4
const readAtOnce = 200

/**
 * Puts results that went to the bin back under their old names, without replacing anything: where a name was taken since,
 * the result gets a number behind it, and the library follows. The copies in the system's bin stay there. Throws where
 * some could not be put back, which leaves the change to be undone again; those that are back stay.
 */
export async function putBack(dependencies: PutBackDependencies, change: KeptChange): Promise<void> {
  const { database, now } = dependencies
  const { outputs } = readBefore(change)
  const failures: AppError[] = []
  for (let start = 0; start < outputs.length; start += readAtOnce) {
    const ids = outputs.slice(start, start + readAtOnce).map(({ id }) => id)
    const binned = readBinOutputs(database, ids).filter(({ binnedAt }) => binnedAt !== null)
    await mapBounded(binned, filesAtOnce, async (output) => {
      try {
        await putOneBack(dependencies, output)
      } catch (thrown) {
        if (!(thrown instanceof AppError)) throw thrown
        failures.push(thrown)
      }
    })
  }
  const [first] = failures
  if (first !== undefined) {
    const { code, message } = toFailure(first)
    throw new AppError(code, `${failures.length} of ${outputs.length} results could not be put back. ${message}`)
  }
  database.transaction('full', () => markUndone(database, change.id, now().toISOString()))
}

export function readBefore({ before }: KeptChange): BinBefore {
  return JSON.parse(before) as BinBefore // Written by `moveToBin` from one.
}

async function putOneBack(dependencies: PutBackDependencies, output: FileOfOutput): Promise<void> {
  const { database, removed, now } = dependencies
  const path = (await isInItsPlace(dependencies, output)) ? output.path : await publish(dependencies, output)
  database.transaction('full', () => markPutBack(database, { id: output.id, path, at: now().toISOString() }))
  await removed.discard(output.id)
}

/** Taken out of the bin by hand, or put back by a process that died before it could say so. */
async function isInItsPlace({ database }: PutBackDependencies, output: FileOfOutput): Promise<boolean> {
  return !isOfAnother(database, output) && (await isStillThere(output))
}

/** Copied, not linked: what happens to the file in the bin must not happen to this one. */
async function publish({ removed, fileSystem, publisher }: PutBackDependencies, output: FileOfOutput): Promise<string> {
  const name = basename(output.path)
  const kept = await removed.find(output)
  if (kept === null) {
    throw new AppError('file-missing', `${name} is not kept any more; it may still be in the system’s bin.`)
  }
  const folder = dirname(output.path)
  const temporary = await publisher.reserveTemporary(folder)
  const bytes = await writingTo(folder, () => copyToNewFile(fileSystem, { from: kept, to: temporary }))
  const extension = extname(name)
  const request = { temporary, bytes, folder, stem: basename(name, extension), extension: extension.slice(1) }
  try {
    return (await publisher.publish({ ...request, conflict: 'unique', isSource: () => Promise.resolve(true) })).path
  } catch (thrown) {
    await publisher.discard(temporary)
    throw thrown
  }
}
