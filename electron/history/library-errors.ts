import { AppError } from '../../shared/errors.ts'
import { systemCode } from '../library/file-system.ts'

/** What kept a library from being opened, as an `AppError` where it was foreseen. */
export function whileOpening(thrown: unknown, path: string): unknown {
  return inWords(thrown, { path, damage: () => damagedBeforeUse(path, thrown) })
}

/** The same for a library that is in use: everything written before stands, and what failed did not happen. */
export function whileOpen(thrown: unknown, path: string): unknown {
  return inWords(thrown, { path, damage: () => damagedInUse(path, thrown) })
}

/** A statement of ours that cannot be compiled: the tables it names are not what they were. */
export function whileCompiling(thrown: unknown, path: string): unknown {
  return thrown instanceof Error && sqliteCode(thrown) === sqlCode ? damagedInUse(path, thrown) : thrown
}

export function damagedBeforeUse(path: string, cause?: unknown): AppError {
  const message = `The library at ${path} is damaged. It was not changed and nothing was sent.`
  return new AppError('library-damaged', message, { cause })
}

function damagedInUse(path: string, cause: unknown): AppError {
  return new AppError('library-damaged', `The library at ${path} is damaged. Nothing more is sent.`, { cause })
}

const sqlCode = 1 // SQLITE_ERROR
const damageCodes = new Set([11, 26]) // SQLITE_CORRUPT, SQLITE_NOTADB
const busyCodes = new Set([5, 6]) // SQLITE_BUSY, SQLITE_LOCKED
const fullCode = 13 // SQLITE_FULL
const diskCodes = new Set([8, 10, 14]) // SQLITE_READONLY, SQLITE_IOERR, SQLITE_CANTOPEN

interface Wording {
  readonly path: string
  readonly damage: () => AppError
}

function inWords(thrown: unknown, { path, damage }: Wording): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return thrown
  const code = sqliteCode(thrown)
  if (code !== null && damageCodes.has(code)) return damage()
  if (isBusy(thrown)) {
    return new AppError('library-busy', `Another program holds the library at ${path}.`, { cause: thrown })
  }
  if (code === fullCode || systemCode(thrown) === 'ENOSPC') {
    return new AppError('disk-full', `The drive of the library at ${path} is full.`, { cause: thrown })
  }
  if ((code !== null && diskCodes.has(code)) || systemCode(thrown) !== null) {
    return new AppError('output-unwritable', `The library at ${path} cannot be written.`, { cause: thrown })
  }
  return thrown
}

/** Whether another connection is in the way just now. */
export function isBusy(thrown: unknown): boolean {
  const code = thrown instanceof Error ? sqliteCode(thrown) : null
  return code !== null && busyCodes.has(code)
}

/** The primary code of a failure of SQLite, null for any other. */
export function sqliteCode(thrown: Error): number | null {
  return 'errcode' in thrown && typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : null
}
