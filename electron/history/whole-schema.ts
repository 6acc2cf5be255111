import { damagedBeforeUse } from './library-errors.ts'
import { tableNames } from './migrations.ts'

interface Connection {
  prepare(sql: string): { all(): Record<string, unknown>[] }
}

/**
 * Throws `library-damaged` where a table is missing, or where one cannot be written because a trigger of it names what is not
 * there: SQLite's own check finds nothing wrong with either. Nothing is written.
 */
export function refuseBrokenSchema(connection: Connection, path: string): void {
  const there = new Set(
    connection
      .prepare('SELECT name FROM sqlite_schema')
      .all()
      .map(({ name }) => name),
  )
  if (tableNames.some((name) => !there.has(name))) throw damagedBeforeUse(path)
  for (const table of tableNames) {
    const columns = connection.prepare(`SELECT name FROM pragma_table_info('${table}')`).all()
    const same = columns.map(({ name }) => `"${String(name)}" = "${String(name)}"`).join(', ')
    // A statement is compiled with all triggers of its table when it is prepared; it never runs.
    for (const sql of [`INSERT INTO ${table} DEFAULT VALUES`, `UPDATE ${table} SET ${same}`, `DELETE FROM ${table}`])
      connection.prepare(sql)
  }
}
