import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openDatabase, type Database } from '../history/database.ts'
import { takeAlone } from '../history/presence.ts'
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
export function restoreLibrary({ libraryFolder, from, now }: Restoring): Restored {
  const backup = findBackup(libraryFolder, from)
  const alone = takeAlone(libraryFolder)
  if (alone === null)
    throw new AppError('library-busy', `The library in ${libraryFolder} is open in another Lightbench.`)
  const path = join(libraryFolder, 'library.db')
  const unproven = `${path}.restoring`
  try {
    for (const part of withJournals(unproven)) rmSync(part, { force: true })
    copyFileSync(backup.path, unproven)
    const forgotten = usingDatabase(unproven, (database) => forgetUnsent(database, backup.madeAt))
    const setAside = setLibraryAside(path, now)
    renameSync(unproven, path)
    return { from: backup, setAside, forgotten }
  } finally {
    for (const part of withJournals(unproven)) rmSync(part, { force: true })
    alone.release()
  }
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

/** Never deleted: it may hold what the backup does not. */
function setLibraryAside(path: string, now: Date): string | null {
  if (!existsSync(path)) return null
  const stamp = now.toISOString().replaceAll(':', '-').slice(0, 19)
  const target = `${path.slice(0, -'.db'.length)}-set-aside-${stamp}.db`
  for (const part of withJournals(path)) {
    if (existsSync(part)) renameSync(part, join(part, '..', basename(part).replace(basename(path), basename(target))))
  }
  return target
}

function withJournals(path: string): string[] {
  return [path, `${path}-wal`, `${path}-shm`]
}
