import type { Database, Durability } from './database.ts'

/** What is used of a connection of SQLite. */
interface Connection {
  readonly isTransaction: boolean
  exec(sql: string): void
}

/** Work that happens as a whole or not at all; within a transaction it becomes part of it. */
export function createTransaction(connection: Connection): Database['transaction'] {
  let current: Durability = 'full'

  /** SQLite takes this setting only between transactions. */
  function setDurability(durability: Durability): void {
    if (durability === current) return
    connection.exec(`PRAGMA synchronous = ${durability === 'full' ? 'FULL' : 'NORMAL'}`)
    current = durability
  }

  return (durability, work) => {
    if (connection.isTransaction) return work()
    try {
      setDurability(durability)
      connection.exec('BEGIN IMMEDIATE')
      const value = work()
      connection.exec('COMMIT')
      return value
    } catch (thrown) {
      if (connection.isTransaction) connection.exec('ROLLBACK')
      throw thrown
    } finally {
      setDurability('full')
    }
  }
}
