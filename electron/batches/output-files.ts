import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ConflictRule } from '../../shared/domain/recipe.ts'
import { fileName, nameKey, withSuffix } from '../../shared/domain/safe-name.ts'
import { copyToNewFile } from '../library/copy-file.ts'
import type { FileSystem } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import type { Publisher } from '../library/publish.ts'
import type { PaidBytes, Recovery, RecoveryKey } from '../library/recovery.ts'
import type { IsSource } from '../library/source-guard.ts'
import { readFolderIfThere } from '../library/stale-temporaries.ts'

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
   * then never a source. Returns the path it has. Throws `disk-full` or `output-unwritable` and leaves nothing behind.
   */
  publish(task: PublishTask): Promise<string>
  /** A file that an interrupted `publish` of the same bytes already put in place; null when there is none. */
  findPublished(task: PublishTask): Promise<string | null>
  /** Copies paid bytes durably into the recovery folder and returns their path there. */
  keep(result: PaidBytes, key: RecoveryKey & { readonly extension: string }): Promise<string>
}

interface Dependencies {
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
  readonly recovery: Recovery
  readonly isSource: IsSource
}

export function createOutputFiles({ fileSystem, publisher, recovery, isSource }: Dependencies): OutputFiles {
  return {
    publish,
    findPublished: (task) => findSameBytes(fileSystem, task),
    keep: async (result, key) => (await recovery.keep(result, key)).path,
  }

  async function publish(task: PublishTask): Promise<string> {
    const folder = join(task.folder, dirname(task.target))
    const temporary = await publisher.reserveTemporary(folder)
    const bytes = await writingTo(folder, () => copyToNewFile(fileSystem, { from: task.file, to: temporary }))
    const request = { temporary, bytes, folder, stem: basename(task.target), extension: task.extension, isSource }
    try {
      const published = await publisher.publish({ ...request, conflict: task.conflict })
      if (published.kind !== 'exists') return published.path
      // Somebody took the name after the quote; what is paid for is kept beside it.
      return (await publisher.publish({ ...request, conflict: 'unique' })).path
    } catch (thrown) {
      await publisher.discard(temporary)
      throw thrown
    }
  }
}

/** Looks at every name `publish` could have chosen: the wanted one, and those with a number behind it. */
async function findSameBytes(fileSystem: FileSystem, task: PublishTask): Promise<string | null> {
  const folder = join(task.folder, dirname(task.target))
  const stem = basename(task.target)
  for (const name of await readFolderIfThere(fileSystem, folder)) {
    const number = / \(\d+\)(?=\.[^.]+$)/.exec(name)?.[0]
    const chosen = [stem, ...(number === undefined ? [] : [withSuffix(stem, number)])]
    if (!chosen.some((option) => nameKey(fileName(option, task.extension)) === nameKey(name))) continue
    const path = join(folder, name)
    if ((await sha256Of(path)) === task.sha256) return path
  }
  return null
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
