import { DatabaseSync } from 'node:sqlite'
import { sqliteCode, whileOpening } from './library-errors.ts'

export interface FileLock {
  release(): void
}

const busyCode = 5 // SQLITE_BUSY

/**
 * Holds SQLite's reserved lock on a file of its own until released; null when somebody else holds it. Throws `disk-full`
 * or `output-unwritable` where the file cannot be made or locked.
 */
export function openLockFile(path: string): FileLock | null {
  let connection: DatabaseSync | null = null
  try {
    connection = new DatabaseSync(path, { timeout: 0 })
    connection.exec('BEGIN IMMEDIATE')
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
