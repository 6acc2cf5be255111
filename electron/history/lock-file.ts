import { DatabaseSync } from 'node:sqlite'

export interface FileLock {
  release(): void
}

/** Holds SQLite's reserved lock on a file of its own until released; null when somebody else holds it. */
export function openLockFile(path: string): FileLock | null {
  const connection = new DatabaseSync(path, { timeout: 0 })
  try {
    connection.exec('BEGIN IMMEDIATE')
  } catch (thrown) {
    connection.close()
    if (thrown instanceof Error && 'errcode' in thrown && thrown.errcode === 5) return null // SQLITE_BUSY
    throw thrown
  }
  return {
    release: () => {
      connection.exec('ROLLBACK')
      connection.close()
    },
  }
}
