import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { makeOwnFolder } from '../library/make-own-folder.ts'
import { openDatabase, type Database } from './database.ts'
import { damagedBeforeUse } from './library-errors.ts'

/** How the name of a library begins that a restored one took the place of. */
export const setAsidePrefix = 'library-set-aside-'
const daysKept = 7
const dayMs = 24 * 60 * 60 * 1_000

/** The file everything is in but pictures. */
export function databasePathOf(libraryFolder: string): string {
  return join(libraryFolder, 'library.db')
}

/**
 * Opens the library of a folder with a copy made before any migration and once a day. For a library that cannot be
 * opened, the error names the newest copy; one that cannot be copied is not opened either.
 */
export function openLibraryDatabase(libraryFolder: string, now: () => Date): Database {
  const folder = join(libraryFolder, 'backups')
  makeOwnFolder(folder)
  const path = databasePathOf(libraryFolder)
  try {
    refuseVanished(path, folder)
    const database = openDatabase({
      path,
      backUp: (opened, version) => copyWhole(opened, join(folder, `before-version-${version + 1}.db`)),
    })
    closingOnFailure(database, () => backUpDaily(database, folder, now()))
    return database
  } catch (thrown) {
    throw withNewestBackup(thrown, folder)
  }
}

/** Where there are backups, or a library that was set aside to restore another, there was a library: an empty one in its place would know of nothing that was paid for. */
function refuseVanished(path: string, backups: string): void {
  if (dailyBackups(backups).length === 0 && !wasSetAside(path)) return
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) throw damagedBeforeUse(path)
}

function wasSetAside(path: string): boolean {
  return readdirSync(dirname(path)).some((name) => name.startsWith(setAsidePrefix) && name.endsWith('.db'))
}

function closingOnFailure(database: Database, work: () => void): void {
  try {
    work()
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function backUpDaily(database: Database, folder: string, today: Date): void {
  const path = join(folder, `day-${today.toISOString().slice(0, 10)}.db`)
  if (existsSync(path)) return
  copyWhole(database, path)
  for (const name of dailyBackups(folder).slice(0, -daysKept)) rmSync(join(folder, name), { force: true })
  removeUnfinished(folder, today)
}

/** A name of a backup stands for a whole copy, even if the process dies while it is made. */
function copyWhole(database: Database, path: string): void {
  const unfinished = `${path}.part-${process.pid}`
  rmSync(unfinished, { force: true })
  database.copyTo(unfinished)
  const file = openSync(unfinished, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(unfinished, path)
}

/** Another process may be making one just now, so only those of an earlier day go. */
function removeUnfinished(folder: string, today: Date): void {
  for (const name of readdirSync(folder).filter((name) => /\.part-\d+$/.test(name))) {
    const path = join(folder, name)
    const facts = statSync(path, { throwIfNoEntry: false })
    if (facts !== undefined && today.getTime() - facts.mtimeMs > dayMs) rmSync(path, { force: true })
  }
}

function dailyBackups(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^day-[\d-]{10}\.db$/.test(name))
    .toSorted()
}

function withNewestBackup(thrown: unknown, folder: string): unknown {
  if (!(thrown instanceof AppError) || thrown.code !== 'library-damaged') return thrown
  const newest = dailyBackups(folder).at(-1)
  const hint = newest === undefined ? 'There is no backup of it.' : `The newest backup is ${join(folder, newest)}.`
  return new AppError('library-damaged', `${thrown.message} ${hint}`, { cause: thrown })
}
