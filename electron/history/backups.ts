import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase, type Database } from './database.ts'
import { AppError } from '../../shared/errors.ts'

const daysKept = 7

/**
 * Opens the library of a folder with a copy made before any migration and once a day. For a library that cannot be
 * opened, the error names the newest copy.
 */
export function openLibraryDatabase(libraryFolder: string, now: () => Date): Database {
  const folder = join(libraryFolder, 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    const database = openDatabase({
      path: join(libraryFolder, 'library.db'),
      backUp: (opened, version) => copyOnce(opened, join(folder, `before-version-${version + 1}.db`)),
    })
    backUpDaily(database, folder, now())
    return database
  } catch (thrown) {
    throw withNewestBackup(thrown, folder)
  }
}

function backUpDaily(database: Database, folder: string, today: Date): void {
  copyOnce(database, join(folder, `day-${today.toISOString().slice(0, 10)}.db`))
  for (const name of dailyBackups(folder).slice(0, -daysKept)) rmSync(join(folder, name), { force: true })
}

function copyOnce(database: Database, path: string): void {
  if (!existsSync(path)) database.copyTo(path)
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
