import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { copyToNewFile } from './copy-file.ts'
import {
  discardOnFailure,
  ensureFolder,
  removeIfThere,
  syncFolder,
  temporaryPath,
  writeNewFile,
} from './durable-file.ts'
import type { FileSystem } from './file-system.ts'
import { writingTo } from './output-failure.ts'
import { readFolderIfThere } from './stale-temporaries.ts'

/** Which paid result a kept file is. */
export interface RecoveryKey {
  readonly attemptId: string
  /** Position among the results of the attempt, from 0. */
  readonly index: number
}

export interface KeptResult extends RecoveryKey {
  readonly path: string
  readonly extension: string
  readonly bytes: number
}

export type PaidBytes = { readonly bytes: Uint8Array } | { readonly path: string }

/**
 * Keeps paid bytes in the library while they cannot be written where they belong. A kept file is whole and synced; it
 * leaves the folder only through `forget`. Failures name the recovery folder.
 */
export interface Recovery {
  /** Copies bytes or a file here; whatever was kept for the same key is replaced. */
  keep(result: PaidBytes, key: RecoveryKey & { readonly extension: string }): Promise<KeptResult>
  list(): Promise<readonly KeptResult[]>
  /** Copies a kept result to a new temporary file in `folder`, ready to be published. */
  restore(kept: KeptResult, folder: string): Promise<string>
  /** Removes a kept result; call it once its output is recorded. */
  forget(kept: KeptResult): Promise<void>
}

const keptName = /^([A-Za-z0-9_-]{1,100})\.(\d{1,4})\.([a-z0-9]{1,8})$/

export function createRecovery(fileSystem: FileSystem, folder: string): Recovery {
  return { keep, list, restore, forget }

  async function keep(result: PaidBytes, key: RecoveryKey & { readonly extension: string }): Promise<KeptResult> {
    const path = join(folder, nameOf(key))
    return writingTo(folder, async () => {
      await ensureFolder(fileSystem, folder, 0o700)
      const temporary = temporaryPath(folder)
      const bytes = await writeTo(fileSystem, temporary, result)
      await discardOnFailure(fileSystem, temporary, () => fileSystem.rename(temporary, path))
      await syncFolder(fileSystem, folder)
      return { ...key, path, bytes }
    })
  }

  function list(): Promise<readonly KeptResult[]> {
    return writingTo(folder, async () => {
      const names = await readFolderIfThere(fileSystem, folder)
      const kept = await Promise.all(names.toSorted().map((name) => readKept(fileSystem, folder, name)))
      return kept.filter((entry) => entry !== null)
    })
  }

  function restore(kept: KeptResult, target: string): Promise<string> {
    return writingTo(target, async () => {
      await ensureFolder(fileSystem, target)
      const temporary = temporaryPath(target)
      await copyToNewFile(fileSystem, { from: kept.path, to: temporary })
      return temporary
    })
  }

  function forget(kept: KeptResult): Promise<void> {
    return writingTo(folder, async () => {
      await removeIfThere(fileSystem, kept.path)
      await syncFolder(fileSystem, folder)
    })
  }
}

function nameOf({ attemptId, index, extension }: RecoveryKey & { extension: string }): string {
  const name = `${attemptId}.${index}.${extension.toLowerCase()}`
  if (!keptName.test(name)) throw new AppError('unexpected', `“${name}” cannot be the name of a kept result.`)
  return name
}

async function writeTo(fileSystem: FileSystem, path: string, result: PaidBytes): Promise<number> {
  if ('path' in result) return copyToNewFile(fileSystem, { from: result.path, to: path, mode: 0o600 })
  await writeNewFile(fileSystem, path, { bytes: result.bytes, mode: 0o600 })
  return result.bytes.length
}

async function readKept(fileSystem: FileSystem, folder: string, name: string): Promise<KeptResult | null> {
  const [, attemptId, index, extension] = keptName.exec(name) ?? []
  if (attemptId === undefined || index === undefined || extension === undefined) return null
  const path = join(folder, name)
  const facts = await fileSystem.lstat(path)
  if (!facts.isFile()) return null
  return { attemptId, index: Number(index), extension, path, bytes: Number(facts.size) }
}
