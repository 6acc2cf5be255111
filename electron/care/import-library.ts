import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openDatabase, openForReading, type Database } from '../history/database.ts'
import { copyIfThere } from './copy-library.ts'
import { mergeBatches, type Merged } from './merge-batches.ts'
import { mergeNamed } from './merge-named.ts'

export interface ImportReport extends Merged {
  readonly recipes: number
  readonly collections: number
  readonly searches: number
}

interface Importing {
  readonly database: Database
  readonly libraryFolder: string
  /** A library folder or a `library.db`. Only read. */
  readonly from: string
}

/**
 * Takes over what another library has and this one has not: batches that are over with their books, results, reviews and
 * thumbnails, and recipes, collections and searches by name. Batches that are not over stay where they are, because two
 * libraries must never send the same. Doing it twice changes nothing the second time. The other library is only read.
 */
export async function importLibrary({ database, libraryFolder, from }: Importing): Promise<ImportReport> {
  const folder = folderOf(from)
  removeLeftCopies(libraryFolder)
  const copy = join(libraryFolder, `import-${randomUUID()}.db`)
  try {
    copyDatabase(join(folder, 'library.db'), copy)
    // Brings the copy up to date, so that both have the same tables.
    openDatabase({ path: copy, backUp: () => undefined }).close()
    const report = attached(database, copy, () =>
      database.transaction('full', () => ({ ...mergeBatches(database), ...mergeNamed(database) })),
    )
    await copyThumbnails(join(folder, 'thumbnails'), join(libraryFolder, 'thumbnails'))
    return report
  } finally {
    for (const part of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(part, { force: true })
  }
}

const dayMs = 24 * 60 * 60 * 1_000

/** Of imports whose process died; another one may be at work just now, so only those of an earlier day go. */
function removeLeftCopies(libraryFolder: string): void {
  for (const name of readdirSync(libraryFolder).filter((name) => /^import-[\da-f-]{36}\.db/.test(name))) {
    const path = join(libraryFolder, name)
    const facts = statSync(path, { throwIfNoEntry: false })
    if (facts !== undefined && Date.now() - facts.mtimeMs > dayMs) rmSync(path, { force: true })
  }
}

function folderOf(from: string): string {
  const folder = statSync(from, { throwIfNoEntry: false })?.isFile() === true ? join(from, '..') : from
  if (existsSync(join(folder, 'library.db'))) return folder
  throw new AppError('file-missing', `There is no library in ${folder}.`)
}

/** A consistent copy, though its owner may be writing just now. */
function copyDatabase(from: string, to: string): void {
  const theirs = openForReading(from)
  try {
    theirs.copyTo(to)
  } finally {
    theirs.close()
  }
}

function attached<T>(database: Database, path: string, work: () => T): T {
  database.run('ATTACH DATABASE :path AS other', { path })
  try {
    return work()
  } finally {
    database.run('DETACH DATABASE other')
  }
}

/** Named by content, so those that are there already are the same. */
async function copyThumbnails(from: string, to: string): Promise<void> {
  await copyIfThere(from, to, 'keep')
}
