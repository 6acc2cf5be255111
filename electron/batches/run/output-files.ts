import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ConflictRule } from '../../../shared/domain/output-rules.ts'
import { fileName, nameKey, withSuffix } from '../../../shared/domain/safe-name.ts'
import { AppError, toFailure } from '../../../shared/errors.ts'
import { copyToNewFile } from '../../library/copy-file.ts'
import type { FileSystem } from '../../library/file-system.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { OutputRoot } from '../../library/output-root.ts'
import type { Publisher } from '../../library/publish.ts'
import type { PaidBytes, Recovery, RecoveryKey } from '../../library/recovery.ts'
import type { IsSource } from '../../library/source-guard.ts'
import { readFolderIfThere } from '../../library/stale-temporaries.ts'

export interface PublishTask {
  /** The finished file in the library; left where it is. */
  readonly file: string
  readonly folder: string
  /** Path below `folder`, without extension. */
  readonly target: string
  readonly extension: string
  readonly conflict: ConflictRule
  readonly sha256: string
}

/** Puts finished files where they belong and keeps those that cannot go there. */
export interface OutputFiles {
  /**
   * Copies the file completely, syncs it and gives it its name without replacing another, unless the rule says so and
   * then never a source. Returns the path it has. Throws `disk-full` or `output-unwritable` and leaves nothing behind;
   * as an `OwnPlaceFailure` where other results could still be written. The folder itself is never made here.
   */
  publish(task: PublishTask): Promise<string>
  /** A file that an interrupted `publish` of the same bytes already put in place; null when there is none. Fails alike. */
  findPublished(task: PublishTask): Promise<string | null>
  /** Copies paid bytes durably into the recovery folder and returns their path there. */
  keep(result: PaidBytes, key: KeptKey): Promise<string>
  /** The path of kept bytes if they are there and still have this hash, or any for null. */
  findKept(key: KeptKey, sha256: string | null): Promise<string | null>
  /** Everything kept for an attempt with this extension, in order of its results. */
  listKept(kept: Pick<KeptKey, 'attemptId' | 'extension'>): Promise<readonly string[]>
}

/** The place of this one result is out of order, and the folder for results is not. */
export class OwnPlaceFailure extends AppError {}

type KeptKey = RecoveryKey & { readonly extension: string }

interface Dependencies {
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
  readonly recovery: Recovery
  /** The folder of all tasks. */
  readonly root: Pick<OutputRoot, 'check'>
  readonly isSource: IsSource
  /** Whether the journal already counts the file at a path as a result. */
  readonly isOutput: (path: string) => boolean
}

export function createOutputFiles(dependencies: Dependencies): OutputFiles {
  const { fileSystem, publisher, recovery, root, isSource } = dependencies
  return {
    publish: (task) => atItsPlace(dependencies, task, () => publish(task)),
    findPublished: (task) => atItsPlace(dependencies, task, () => findSameBytes(dependencies, task)),
    keep: async (result, key) => (await recovery.keep(result, key)).path,
    findKept,
    listKept: async (wanted) =>
      (await keptFor(wanted)).toSorted((one, other) => one.index - other.index).map(({ path }) => path),
  }

  async function publish(task: PublishTask): Promise<string> {
    const folder = join(task.folder, dirname(task.target))
    await root.check()
    const temporary = await publisher.reserveTemporary(folder)
    const bytes = await writingTo(folder, () => copyToNewFile(fileSystem, { from: task.file, to: temporary }))
    const request = { temporary, bytes, folder, stem: basename(task.target), extension: task.extension, isSource }
    try {
      const published = await publisher.publish({ ...request, conflict: task.conflict }).catch(unlessReplacing(task))
      // Where the name is taken by a file that must stay, what is paid for is kept beside it.
      const isPlaced = published !== null && published.kind !== 'exists'
      const { path } = isPlaced ? published : await publisher.publish({ ...request, conflict: 'unique' })
      // The drive may have gone between the first look and the name.
      await root.check()
      return path
    } catch (thrown) {
      await publisher.discard(temporary)
      throw thrown
    }
  }

  async function findKept(key: KeptKey, sha256: string | null): Promise<string | null> {
    const found = (await keptFor(key)).find(({ index }) => index === key.index)
    if (found === undefined) return null
    return sha256 === null || (await sha256Of(found.path)) === sha256 ? found.path : null
  }

  async function keptFor({ attemptId, extension }: Pick<KeptKey, 'attemptId' | 'extension'>) {
    const all = await recovery.list()
    return all.filter((kept) => kept.attemptId === attemptId && kept.extension === extension)
  }
}

/** A source or a folder under the name is never replaced, whatever the rule says; another name may still do. */
function unlessReplacing(task: PublishTask): (thrown: unknown) => null {
  return (thrown) => {
    if (replaces(task) && toFailure(thrown).code === 'output-unwritable') return null
    throw thrown
  }
}

type Places = Pick<Dependencies, 'publisher' | 'root'>

/** Tells a failure of the folder for all results from one of the place of this result alone. */
async function atItsPlace<T>(places: Places, { folder }: PublishTask, work: () => Promise<T>): Promise<T> {
  try {
    return await writingTo(folder, work)
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    if (code !== 'output-unwritable' || !(await canWrite(places, folder))) throw thrown
    throw new OwnPlaceFailure(code, message, { cause: thrown })
  }
}

async function canWrite({ publisher, root }: Places, folder: string): Promise<boolean> {
  try {
    await root.check()
    await publisher.discard(await publisher.writeTemporary(folder, new Uint8Array()))
    return true
  } catch (thrown) {
    if (thrown instanceof AppError) return false
    throw thrown
  }
}

/** Looks at every name `publish` could have chosen: the wanted one, and those with a number behind it. */
async function findSameBytes({ fileSystem, isOutput }: Dependencies, task: PublishTask): Promise<string | null> {
  const folder = join(task.folder, dirname(task.target))
  const stem = basename(task.target)
  for (const name of await readFolderIfThere(fileSystem, folder)) {
    const number = / \(\d+\)(?=\.[^.]+$)/.exec(name)?.[0]
    const chosen = [stem, ...(number === undefined ? [] : [withSuffix(stem, number)])]
    if (!chosen.some((option) => nameKey(fileName(option, task.extension)) === nameKey(name))) continue
    const path = join(folder, name)
    // Under a rule that replaces, the name may have been another result's before; otherwise it is still that one's.
    if (!replaces(task) && isOutput(path)) continue
    if ((await isFile(fileSystem, path)) && (await sha256Of(path)) === task.sha256) return path
  }
  return null
}

function replaces({ conflict }: PublishTask): boolean {
  return conflict === 'overwrite' || conflict === 'overwrite-if-changed'
}

async function isFile(fileSystem: FileSystem, path: string): Promise<boolean> {
  return (await fileSystem.stat(path)).isFile()
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
