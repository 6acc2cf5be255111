import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { AppError } from '../../shared/errors.ts'
import { refuseForeignFile } from './foreign-file.ts'
import { keepJournalBeside } from './journal-mode.ts'
import { damagedBeforeUse, whileCompiling, whileOpening, whileOpen } from './library-errors.ts'
import { latestVersion, migrations } from './migrations.ts'
import { createTransaction } from './transaction.ts'
import { refuseBrokenSchema } from './whole-schema.ts'

export type Row = Readonly<Record<string, unknown>>
export type Bindings = Record<string, SQLInputValue>

/**
 * `full` survives a power cut once the call returns; `grouped` is written with the next full one and survives a crash
 * of the process. Everything around a paid request is `full`.
 */
export type Durability = 'full' | 'grouped'

export interface Database {
  /**
   * Runs in one transaction that takes the write lock at once; throwing rolls all of it back. Like every call here it
   * throws `disk-full`, `library-busy`, `library-damaged` or `output-unwritable` when the file cannot be used.
   */
  transaction<T>(durability: Durability, work: () => T): T
  run(sql: string, bindings?: Bindings): number
  get<R extends object>(sql: string, bindings?: Bindings): R | null
  all<R extends object>(sql: string, bindings?: Bindings): R[]
  /** Writes a consistent copy to a path that must not exist. */
  copyTo(path: string): void
  close(): void
}

/** "LIBE": marks the file as a Lightbench library. */
const applicationId = 0x4c494245

interface OpenOptions {
  readonly path: string
  /** Called with the version found before an older library is migrated; a failed backup stops the migration. */
  readonly backUp: (database: Database, version: number) => void
}

/**
 * Opens or creates the library. Throws `library-damaged` or `library-newer` and then leaves the file as it is; nothing
 * can be spent without an open library.
 */
export function openDatabase({ path, backUp }: OpenOptions): Database {
  if (existsSync(path)) inOpeningWords(path, () => refuseForeignFile(path))
  const connection = connect(path)
  try {
    const database = wrap(connection, path, createTransaction(connection))
    refuseUnknown(database)
    prepareConnection(connection, path)
    migrate(database, backUp)
    refuseBrokenSchema((sql) => compile(connection, path, sql), path)
    return database
  } catch (thrown) {
    connection.close()
    throw whileOpening(thrown, path)
  }
}

/** A library of whatever version, as it is, for what has to be done before it is opened. Nothing of it is proven. */
export function openAsItIs(path: string): Database {
  const connection = connect(path)
  return wrap(connection, path, createTransaction(connection))
}

/** Another connection to an open library, which can only read: a transaction sees one state and keeps nobody from writing. */
export function openForReading(path: string): Database {
  const connection = inOpeningWords(path, () => new DatabaseSync(path, { readOnly: true, timeout: 5_000 }))
  try {
    connection.exec('PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32000;')
  } catch (thrown) {
    connection.close()
    throw whileOpening(thrown, path)
  }
  return wrap(connection, path, (_durability, work) => {
    connection.exec('BEGIN')
    try {
      return work()
    } finally {
      connection.exec('ROLLBACK')
    }
  })
}

function connect(path: string): DatabaseSync {
  return inOpeningWords(path, () => {
    closeSync(openSync(path, 'a', 0o600))
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    return new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5_000 })
  })
}

function inOpeningWords<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw whileOpening(thrown, path)
  }
}

function prepareConnection(connection: DatabaseSync, path: string): void {
  connection.enableDefensive(true)
  keepJournalBeside(connection)
  connection.exec('PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;')
  if (process.platform === 'darwin') connection.exec('PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;')
  const journal = connection.prepare('PRAGMA journal_mode').get()
  const synchronous = connection.prepare('PRAGMA synchronous').get()
  if (journal?.['journal_mode'] !== 'wal' || synchronous?.['synchronous'] !== 2) {
    throw new AppError('library-damaged', `The library at ${path} is on a disk that cannot keep a safe journal.`)
  }
  const verdict = connection.prepare('PRAGMA quick_check(1)').get()
  if (verdict?.['quick_check'] !== 'ok') throw damagedBeforeUse(path)
}

/** Only reads: a library that is not ours to open keeps every byte, its journal mode included. */
function refuseUnknown(database: Database): void {
  const found = versionOf(database)
  const mark = database.get<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0
  if (found > 0 && mark !== applicationId)
    throw new AppError('library-damaged', 'The file is not a Lightbench library.')
  if (found > latestVersion) {
    throw new AppError(
      'library-newer',
      `The library has version ${found}; this Lightbench knows versions up to ${latestVersion}.`,
    )
  }
}

function migrate(database: Database, backUp: OpenOptions['backUp']): void {
  const found = versionOf(database)
  if (found > 0 && found < latestVersion) backUp(database, found)
  for (const migration of migrations) {
    database.transaction('full', () => {
      // Asked again under the lock: another process may have started at the same moment.
      if (versionOf(database) >= migration.version) return
      database.run(`PRAGMA application_id = ${applicationId}`)
      for (const statement of migration.statements) database.run(statement)
      database.run(`PRAGMA user_version = ${migration.version}`)
    })
  }
}

function versionOf(database: Database): number {
  return database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
}

function compile(connection: DatabaseSync, path: string, sql: string): ReturnType<DatabaseSync['prepare']> {
  try {
    return connection.prepare(sql)
  } catch (thrown) {
    throw whileCompiling(thrown, path)
  }
}

function wrap(connection: DatabaseSync, path: string, transaction: Database['transaction']): Database {
  const statements = new Map<string, ReturnType<DatabaseSync['prepare']>>()

  function prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = statements.get(sql) ?? compile(connection, path, sql)
    statements.set(sql, known)
    return known
  }

  function inWords<T>(work: () => T): T {
    try {
      return work()
    } catch (thrown) {
      throw whileOpen(thrown, path)
    }
  }

  return {
    transaction: (durability, work) => inWords(() => transaction(durability, work)),
    run: (sql, bindings = {}) => inWords(() => Number(prepare(sql).run(bindings).changes)),
    // The tables are STRICT, so a row has the types its query names; the caller states them.
    get: <R extends object>(sql: string, bindings: Bindings = {}) =>
      inWords(() => (prepare(sql).get(bindings) as R | undefined) ?? null),
    all: <R extends object>(sql: string, bindings: Bindings = {}) =>
      inWords(() => prepare(sql).all(bindings) as unknown as R[]),
    copyTo: (target) => {
      inWords(() => connection.prepare('VACUUM INTO :target').run({ target }))
    },
    close: () => connection.close(),
  }
}
