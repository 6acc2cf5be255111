import { cp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import { syncFolder } from '../library/durable-file.ts'
import { makeFolder, nodeFileSystem, systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'

/** Beside the database: what is paid for and not in its place yet, what undo needs, and settings. */
export const alwaysCopied = ['settings.json', 'recovery', 'removed'] as const

interface BackUp {
  readonly database: Database
  readonly libraryFolder: string
  /** Absolute; must be empty or not there. */
  readonly target: string
  readonly withThumbnails: boolean
}

/**
 * Copies everything of a library that cannot be made again into a folder, which then is a library itself. The copy is
 * of one moment, also while batches run. Throws `output-unwritable`, `disk-full`, or `invalid-request` for a folder that
 * holds something.
 */
export async function backUpTo({ database, libraryFolder, target, withThumbnails }: BackUp): Promise<void> {
  await requireEmpty(target)
  const names = [...alwaysCopied, ...(withThumbnails ? ['thumbnails'] : [])]
  const unfinished = join(target, 'library.db.unfinished')
  try {
    await writingTo(target, async () => {
      await makeFolder(target, 0o700)
      copyDatabase(database, unfinished)
      await sync(unfinished)
      for (const name of names) await copyIfThere(join(libraryFolder, name), join(target, name))
      // Last: a folder is a library by this name, and half a copy is none.
      await rename(unfinished, join(target, 'library.db'))
      await syncFolder(nodeFileSystem, target)
    })
  } catch (thrown) {
    for (const name of names) await rm(join(target, name), { recursive: true, force: true })
    await rm(unfinished, { force: true })
    throw thrown
  }
}

/** The library says of every full drive that it is its own. */
function copyDatabase(database: Database, path: string): void {
  try {
    database.copyTo(path)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'disk-full') throw thrown
    throw new AppError('disk-full', `The drive of the folder ${dirname(path)} is full.`, { cause: thrown })
  }
}

/** A folder somebody uses for something else is never mixed with a library; `allowed` names are no use of it. */
export async function requireEmpty(folder: string, allowed: ReadonlySet<string> = new Set()): Promise<void> {
  try {
    const entries = await readdir(folder)
    if (entries.some((name) => !allowed.has(name)))
      throw new AppError('invalid-request', `${folder} holds something already; name an empty folder.`)
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return
    if (systemCode(thrown) === null) throw thrown
    throw new AppError('invalid-request', `${folder} cannot be used as a folder.`, { cause: thrown })
  }
}

/** Copies a file or a whole folder. `keep`: files that are there already stay; otherwise they are an error. */
export async function copyIfThere(from: string, to: string, there: 'keep' | 'refuse' = 'refuse'): Promise<void> {
  const facts = await stat(from).catch(asAbsent)
  if (facts === null) return
  await cp(from, to, { recursive: true, errorOnExist: there === 'refuse', force: false, preserveTimestamps: true })
}

function asAbsent(thrown: unknown): null {
  if (systemCode(thrown) === 'ENOENT') return null
  throw thrown
}

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
