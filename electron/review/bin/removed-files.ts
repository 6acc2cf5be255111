import { lstat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { copyToNewFile } from '../../library/copy-file.ts'
import { ensureFolder, removeIfThere, syncFolder } from '../../library/durable-file.ts'
import { type FileSystem, systemCode } from '../../library/file-system.ts'
import { writingTo } from '../../library/output-failure.ts'
import { readFolderIfThere } from '../../library/stale-temporaries.ts'
import { hashIfThere } from './still-there.ts'

/** A result as far as its bytes go. */
export interface FileOfOutput {
  readonly id: string
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/**
 * Bytes of results that went to the system's bin, in a folder of the library, so that the app can put them back by
 * itself. They are a second name of the file where the drive knows that, otherwise a copy.
 */
export interface RemovedFiles {
  /**
   * Keeps the bytes of a result, if its file still is what was written; `sync` makes it durable. Throws `file-missing`,
   * `file-unreadable` or `result-changed`, and `disk-full` or `output-unwritable` where nothing can be kept.
   */
  keep(output: FileOfOutput): Promise<void>
  sync(): Promise<void>
  /** The path of kept bytes if they are there and still are those of the result. */
  find(output: Pick<FileOfOutput, 'id' | 'sha256'>): Promise<string | null>
  discard(outputId: string): Promise<void>
  /** Ids of results something is kept of, and since when, in milliseconds since 1970. */
  list(): Promise<readonly { readonly outputId: string; readonly sinceMs: number }[]>
}

const keptName = /^([A-Za-z0-9_-]{1,100})\.kept$/

export function createRemovedFiles(fileSystem: FileSystem, folder: string): RemovedFiles {
  return {
    keep: (output) => keep(fileSystem, output, pathOf(output.id)),
    sync: () => writingTo(folder, () => syncFolder(fileSystem, folder)),
    find: async ({ id, sha256 }) => {
      const path = pathOf(id)
      return (await hashIfThere(path)) === sha256 ? path : null
    },
    discard: (outputId) => writingTo(folder, () => removeIfThere(fileSystem, pathOf(outputId))),
    list: async () => {
      const names = await writingTo(folder, () => readFolderIfThere(fileSystem, folder))
      const found = await Promise.all(names.map((name) => readKept(fileSystem, folder, name)))
      return found.filter((entry) => entry !== null)
    },
  }

  function pathOf(outputId: string): string {
    const name = `${outputId}.kept`
    if (!keptName.test(name)) throw new AppError('unexpected', `“${name}” cannot be the name of a kept result.`)
    return join(folder, name)
  }
}

/** What is judged are the kept bytes themselves: nothing can change between the look at them and the keeping. */
async function keep(fileSystem: FileSystem, output: FileOfOutput, kept: string): Promise<void> {
  await checkFile(output)
  await writingTo(kept, async () => {
    await ensureFolder(fileSystem, join(kept, '..'), 0o700)
    await removeIfThere(fileSystem, kept)
    await linkOrCopy(fileSystem, output.path, kept)
  })
  if ((await hashIfThere(kept)) === output.sha256) return
  await writingTo(kept, () => removeIfThere(fileSystem, kept))
  throw changed(output)
}

async function checkFile(output: FileOfOutput): Promise<void> {
  const { path, bytes } = output
  const facts = await lstat(path).catch((thrown: unknown) => {
    throw asFileFailure(thrown, path)
  })
  if (!facts.isFile()) throw new AppError('result-changed', `${basename(path)} is not a file any more.`)
  if (facts.size !== bytes) throw changed(output)
}

/** A file on another drive, or on one that knows no second names, is copied. */
async function linkOrCopy(fileSystem: FileSystem, from: string, to: string): Promise<void> {
  try {
    await fileSystem.link(from, to)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    await copyToNewFile(fileSystem, { from, to, mode: 0o600 })
  }
}

async function readKept(fileSystem: FileSystem, folder: string, name: string) {
  const [, outputId] = keptName.exec(name) ?? []
  if (outputId === undefined) return null
  try {
    // A second name changes this time of a file, and leaves that of its bytes as it was.
    return { outputId, sinceMs: Number((await fileSystem.lstat(join(folder, name))).ctimeMs) }
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    return null // Put back or discarded meanwhile.
  }
}

function asFileFailure(thrown: unknown, path: string): unknown {
  const code = systemCode(thrown)
  if (code === null) return thrown
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('file-missing', `${basename(path)} is not there any more.`, { cause: thrown })
  }
  return new AppError('file-unreadable', `${basename(path)} cannot be read: the system says ${code}.`, {
    cause: thrown,
  })
}

function changed({ path }: FileOfOutput): AppError {
  return new AppError('result-changed', `${basename(path)} was changed since it was written.`)
}
