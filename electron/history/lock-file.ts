import { DatabaseSync } from 'node:sqlite'
import { sqliteCode, whileOpening } from './library-errors.ts'

export interface FileLock {
  release(): void
}

/**
 * `shared`: any number of processes at once. `reserved`: one, beside any number of shared ones. `exclusive`: one and no
 * other.
 */
export type LockKind = 'shared' | 'reserved' | 'exclusive'

const busyCode = 5 // SQLITE_BUSY
/** A shared lock is only in the way of an exclusive one, which is held for moments. */
const patienceMs = { shared: 2_000, reserved: 0, exclusive: 0 } as const satisfies Record<LockKind, number>
const begin = { shared: 'BEGIN', reserved: 'BEGIN IMMEDIATE', exclusive: 'BEGIN EXCLUSIVE' } as const

/**
 * Holds one of SQLite's locks on a file of its own until released; null when somebody else holds one that is in the way.
 * Throws `disk-full` or `output-unwritable` where the file cannot be made or locked.
 */
export function openLockFile(path: string, kind: LockKind = 'reserved'): FileLock | null {
  let connection: DatabaseSync | null = null
  try {
    connection = new DatabaseSync(path, { timeout: patienceMs[kind] })
    connection.exec(begin[kind])
    // A transaction takes the shared lock with the first thing it reads, and keeps it.
    if (kind === 'shared') connection.prepare('SELECT count(*) FROM sqlite_schema').get()
    return toLock(connection)
  } catch (thrown) {
    connection?.close()
    if (thrown instanceof Error && sqliteCode(thrown) === busyCode) return null
    throw whileOpening(thrown, path)
  }
}

function toLock(connection: DatabaseSync): FileLock {
  return {
    release: () => {
      connection.exec('ROLLBACK')
      connection.close()
    },
  }
}
