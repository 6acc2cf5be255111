import { dirname, join, resolve } from 'node:path'
import type { ConflictRule } from '../../shared/domain/output-rules.ts'
import { fileName, nameKey, withSuffix } from '../../shared/domain/safe-name.ts'
import { AppError } from '../../shared/errors.ts'
import { ensureFolder, removeIfThere, syncFile, syncFolder, temporaryPath, writeNewFile } from './durable-file.ts'
import { type FileSystem, systemCode } from './file-system.ts'
import { createKeyedQueue } from './keyed-queue.ts'
import { writingTo } from './output-failure.ts'
import { placeNew, replace } from './place-file.ts'
import { hasSameBytes } from './same-bytes.ts'
import type { IsSource } from './source-guard.ts'

export interface PublishRequest {
  /** A whole file in `folder`, made by `writeTemporary` or by somebody else at a path of `reserveTemporary`. */
  readonly temporary: string
  /** Its size as its writer knows it. */
  readonly bytes: number
  readonly folder: string
  /** Without extension; made safe here once more. */
  readonly stem: string
  readonly extension: string
  readonly conflict: ConflictRule
  readonly isSource: IsSource
}

export type Published =
  | {
      readonly kind: 'published'
      readonly path: string
      /** The temporary file where it could not be removed; `removeStaleTemporaries` takes it later. */
      readonly leftover: string | null
    }
  /** Rule `overwrite-if-changed`: the file at `path` already has these bytes. */
  | { readonly kind: 'unchanged'; readonly path: string; readonly leftover: string | null }
  /** Rule `skip`: `path` was there. The temporary file stays, because it may be paid for; the caller decides. */
  | { readonly kind: 'exists'; readonly path: string }

/**
 * Puts results where they belong. A name shows a whole, synced file or nothing; nothing is replaced unless the rule says
 * so, and a source original never is. Failures are `disk-full` and `output-unwritable`. After one, the temporary file
 * is still there, except when its own sync or size check failed, or when it had already replaced another whole.
 */
export interface Publisher {
  /** Makes the folder and returns a path in it that does not exist, for a writer that creates its own file. */
  reserveTemporary(folder: string): Promise<string>
  /** Makes the folder and writes a new temporary file in it, whole and synced. */
  writeTemporary(folder: string, bytes: Uint8Array): Promise<string>
  publish(request: PublishRequest): Promise<Published>
  discard(temporary: string): Promise<void>
}

const maxAttempts = 100

export function createPublisher(fileSystem: FileSystem): Publisher {
  // Two results of one folder must not both find the same name free.
  const queue = createKeyedQueue()
  return { reserveTemporary, writeTemporary, publish, discard }

  async function reserveTemporary(folder: string): Promise<string> {
    await writingTo(folder, () => ensureFolder(fileSystem, folder))
    return temporaryPath(folder)
  }

  async function writeTemporary(folder: string, bytes: Uint8Array): Promise<string> {
    const temporary = await reserveTemporary(folder)
    await writingTo(folder, () => writeNewFile(fileSystem, temporary, { bytes }))
    return temporary
  }

  function publish(request: PublishRequest): Promise<Published> {
    return writingTo(request.folder, async () => {
      await syncFile(fileSystem, request.temporary, request.bytes)
      const folder = await fileSystem.realPath(resolve(request.folder))
      return queue.run(folder, () => publishInTurn(fileSystem, request))
    })
  }

  function discard(temporary: string): Promise<void> {
    return writingTo(dirname(temporary), () => removeIfThere(fileSystem, temporary))
  }
}

async function publishInTurn(fileSystem: FileSystem, request: PublishRequest): Promise<Published> {
  const { temporary, folder, stem, extension } = request
  const refused: string[] = []
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const names = await readNames(fileSystem, folder, refused)
    const wanted = fileName(stem, extension)
    const existing = names.has(wanted)
    if (existing !== null && request.conflict !== 'unique') {
      return settleConflict(fileSystem, request, join(folder, existing))
    }
    const name = existing === null ? wanted : freeName(names, stem, extension)
    const path = join(folder, name)
    if (await placeNew(fileSystem, temporary, path)) {
      return { kind: 'published', path, leftover: await removeTemporary(fileSystem, temporary) }
    }
    // Another program took the name since, or the drive takes it for one it shows differently.
    refused.push(name)
  }
  throw new AppError('output-unwritable', `Another program keeps taking the names in the folder ${folder}.`)
}

async function settleConflict(fileSystem: FileSystem, request: PublishRequest, path: string): Promise<Published> {
  const { temporary, folder, conflict } = request
  if (conflict === 'skip') return { kind: 'exists', path }
  if (await request.isSource(path)) {
    throw new AppError('output-unwritable', `The result would replace the source original ${path}.`)
  }
  const target = await fileSystem.lstat(path)
  if (!target.isFile() && !target.isSymbolicLink()) {
    throw new AppError('output-unwritable', `The result cannot replace ${path}, which is not a file.`)
  }
  if (conflict === 'overwrite-if-changed' && target.isFile() && (await hasSameBytes(fileSystem, temporary, path))) {
    return { kind: 'unchanged', path, leftover: await removeTemporary(fileSystem, temporary) }
  }
  await replace(fileSystem, temporary, path)
  await syncFolder(fileSystem, folder)
  return { kind: 'published', path, leftover: null }
}

interface Names {
  /** The name in the folder that this one would meet; the very same before one that differs in case or normal form. */
  has(name: string): string | null
}

async function readNames(fileSystem: FileSystem, folder: string, refused: readonly string[]): Promise<Names> {
  const entries = [...(await fileSystem.readFolder(folder)), ...refused]
  const exact = new Set(entries)
  const byKey = new Map(entries.toSorted().map((name) => [nameKey(name), name]))
  return { has: (name) => (exact.has(name) ? name : (byKey.get(nameKey(name)) ?? null)) }
}

function freeName(names: Names, stem: string, extension: string): string {
  for (let number = 2; ; number += 1) {
    const name = fileName(withSuffix(stem, ` (${number})`), extension)
    if (names.has(name) === null) return name
  }
}

/** The result is published by now, so a temporary name that stays is no failure. */
async function removeTemporary(fileSystem: FileSystem, temporary: string): Promise<string | null> {
  try {
    await removeIfThere(fileSystem, temporary)
    return null
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return temporary
  }
}
