import { damagedBeforeUse } from './library-errors.ts'
import { tableNames } from './migrations.ts'

/** Compiles a statement without running it; throws `library-damaged` where what it names is not there. */
type Compile = (sql: string) => { all(): Record<string, unknown>[] }

/**
 * Throws `library-damaged` where a table is missing, or where one cannot be written because a trigger of it names what is not
 * there: SQLite's own check finds nothing wrong with either. Nothing is written.
 */
export function refuseBrokenSchema(compile: Compile, path: string): void {
  const all = compile('SELECT name FROM sqlite_schema').all()
  const there = new Set(all.map(({ name }) => name))
  if (tableNames.some((name) => !there.has(name))) throw damagedBeforeUse(path)
  for (const table of tableNames) {
    const columns = compile(`SELECT name FROM pragma_table_info('${table}')`).all()
    const same = columns.map(({ name }) => `"${String(name)}" = "${String(name)}"`).join(', ')
    // All triggers of a table are compiled with a statement that writes to it.
    for (const sql of [`INSERT INTO ${table} DEFAULT VALUES`, `UPDATE ${table} SET ${same}`, `DELETE FROM ${table}`])
      compile(sql)
  }
}
