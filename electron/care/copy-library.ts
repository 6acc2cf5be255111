import { cp, mkdir, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import { systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'

/** Beside the database: what is paid for and not in its place yet, what undo needs, and settings. */
const alwaysCopied = ['settings.json', 'recovery', 'removed'] as const

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
  await writingTo(target, async () => {
    await mkdir(target, { recursive: true, mode: 0o700 })
    const path = join(target, 'library.db')
    database.copyTo(path)
    await sync(path)
    for (const name of [...alwaysCopied, ...(withThumbnails ? ['thumbnails'] : [])]) {
      await copyIfThere(join(libraryFolder, name), join(target, name))
    }
  })
}

/** A folder somebody uses for something else is never mixed with a library. */
export async function requireEmpty(folder: string): Promise<void> {
  try {
    const entries = await readdir(folder)
    if (entries.length > 0)
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
