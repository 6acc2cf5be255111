import type { Database } from '../../../../electron/history/database.ts'

/** Told of each write by its number, from 1; throwing is how it fails. */
export interface WriteFaults {
  before(write: number): void
  after(write: number): void
  /** Before each read, and before anything is kept in the recovery folder. */
  onRead(): void
}

/**
 * The database with chosen writes failing: one transaction, or one statement outside of any, is one write. Nothing
 * waits for the disk here, because a power cut is not what these tests are about.
 */
export function createFaultyDatabase(database: Database, faults: WriteFaults): Database {
  let writes = 0
  let depth = 0
  const write = <T>(work: () => T): T => {
    if (depth > 0) return work()
    writes += 1
    const number = writes
    faults.before(number)
    depth += 1
    try {
      return database.transaction('grouped', work)
    } finally {
      depth -= 1
      faults.after(number)
    }
  }
  const read = <T>(work: () => T): T => {
    if (depth === 0) faults.onRead()
    return work()
  }
  return {
    transaction: (_durability, work) => write(work),
    run: (sql, bindings) => write(() => database.run(sql, bindings)),
    get: (sql, bindings) => read(() => database.get(sql, bindings)),
    all: (sql, bindings) => read(() => database.all(sql, bindings)),
    copyTo: (path) => database.copyTo(path),
    close: () => database.close(),
  }
}
