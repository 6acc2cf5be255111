import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { setAsidePrefix } from '../history/backups.ts'
import { openDatabase, openForReading, type Database } from '../history/database.ts'
import { takeAlone } from '../history/presence.ts'
import { syncFolder } from '../library/durable-file.ts'
import { nodeFileSystem } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { ensureLibraryFolder } from '../settings/library-folder.ts'
import { alwaysCopied, copyIfThere } from './copy-library.ts'
import { forgetUnsent } from './forget-unsent.ts'

export interface LibraryBackup {
  readonly path: string
  readonly bytes: number
  readonly madeAt: string
}

export interface Restored {
  readonly from: LibraryBackup
  /** Where the library that was replaced is kept; null where there was none. */
  readonly setAside: string | null
  /** Pictures of unfinished batches that might have been sent after the backup was made. */
  readonly forgotten: number
}

interface Restoring {
  readonly libraryFolder: string
  /** A backup of `listBackups`, a `library.db`, or a folder with one; null for the newest backup. */
  readonly from: string | null
  readonly now: Date
}

/** The backups Lightbench makes by itself, newest first. */
export function listBackups(libraryFolder: string): readonly LibraryBackup[] {
  const folder = join(libraryFolder, 'backups')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .map((name) => toBackup(join(folder, name)))
    .toSorted((left, right) => right.madeAt.localeCompare(left.madeAt))
}

/**
 * Puts a backup in the place of a library that is damaged, lost or wrong. The backup is proven first and the library
 * that was there is set aside, so a failure leaves everything as it was. What the backup does not know cannot be paid
 * for again by itself: see `forgetUnsent`. Throws `library-busy` while any process has the library open.
 */
export async function restoreLibrary({ libraryFolder, from, now }: Restoring): Promise<Restored> {
  const backup = findBackup(libraryFolder, from)
  await ensureLibraryFolder(libraryFolder)
  const alone = takeAlone(libraryFolder)
  if (alone === null)
    throw new AppError('library-busy', `The library in ${libraryFolder} is open in another Lightbench.`)
  const path = join(libraryFolder, 'library.db')
  const unproven = `${path}.restoring`
  try {
    for (const part of withJournals(unproven)) rmSync(part, { force: true })
    copyBackup(backup.path, unproven)
    const forgotten = usingDatabase(unproven, (database) => forgetUnsent(database, backup.madeAt))
    await writingTo(libraryFolder, () => takeWhatLiesBeside(backup.path, libraryFolder))
    const setAside = setLibraryAside(path, now)
    renameSync(unproven, path)
    await writingTo(libraryFolder, () => syncFolder(nodeFileSystem, libraryFolder))
    return { from: backup, setAside, forgotten }
  } finally {
    for (const part of withJournals(unproven)) rmSync(part, { force: true })
    alone.release()
  }
}

/** Of a library whose journal was not written back, the journal is part. */
function copyBackup(from: string, to: string): void {
  if ((statSync(`${from}-wal`, { throwIfNoEntry: false })?.size ?? 0) === 0) return copyFileSync(from, to)
  const database = openForReading(from)
  try {
    database.copyTo(to)
  } finally {
    database.close()
  }
}

/** A folder of `back-up` also holds results that are paid for and not in their place yet, and what undo needs. */
async function takeWhatLiesBeside(backupPath: string, libraryFolder: string): Promise<void> {
  const folder = dirname(backupPath)
  if (basename(backupPath) !== 'library.db' || relative(folder, libraryFolder) === '') return
  for (const name of alwaysCopied) await copyIfThere(join(folder, name), join(libraryFolder, name), 'keep')
}

/** Opening proves the copy and brings it up to date; closing leaves it in one file. */
function usingDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = openDatabase({ path, backUp: () => undefined })
  try {
    return work(database)
  } finally {
    database.close()
  }
}

function findBackup(libraryFolder: string, from: string | null): LibraryBackup {
  if (from === null) {
    const [newest] = listBackups(libraryFolder)
    if (newest !== undefined) return newest
    throw new AppError('invalid-request', `There are no backups in ${join(libraryFolder, 'backups')}.`)
  }
  const facts = statSync(from, { throwIfNoEntry: false })
  const path = facts?.isDirectory() === true ? join(from, 'library.db') : from
  if (existsSync(path)) return toBackup(path)
  throw new AppError('file-missing', `There is no backup at ${path}.`)
}

function toBackup(path: string): LibraryBackup {
  const { size, mtime } = statSync(path)
  return { path, bytes: size, madeAt: mtime.toISOString() }
}

/**
 * Never deleted: it may hold what the backup does not. A journal without its library goes too, because SQLite would
 * write it into the restored one.
 */
function setLibraryAside(path: string, now: Date): string | null {
  const isThere = existsSync(path)
  const stamp = now.toISOString().replaceAll(':', '-').slice(0, 19)
  const target = join(dirname(path), `${setAsidePrefix}${stamp}.db`)
  for (const part of withJournals(path)) {
    if (existsSync(part)) renameSync(part, join(part, '..', basename(part).replace(basename(path), basename(target))))
  }
  return isThere ? target : null
}

function withJournals(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`]
}
