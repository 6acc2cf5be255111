import { existsSync } from 'node:fs'
import { join, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openAsItIs, type Database } from '../history/database.ts'

/** Columns that hold an absolute path, which may lie in the library itself: what came by way of a browser, samples. */
const pathColumns = [
  ['source', 'path'],
  ['table_source', 'path'],
  ['table_source', 'root'],
  ['content_hash', 'path'],
  ['output', 'path'],
  ['batch', 'output_folder'],
  ['page_state', 'value'],
] as const
/** Columns of JSON in which such paths are whole strings. */
const jsonColumns = [
  ['recipe', 'recipe'],
  ['batch', 'recipe'],
] as const

interface Moved {
  /** Where the library was, in all the ways it may have been written. */
  readonly from: readonly string[]
  readonly to: string
}

/**
 * Has a library that was moved find the files that moved with it, all at once or not at all. May be done again. A
 * damaged library is left as it is: whoever opens it says so, with what to do.
 */
export function rewritePaths({ from, to }: Moved): void {
  const path = join(to, 'library.db')
  if (!existsSync(path)) return
  try {
    const database = openAsItIs(path)
    try {
      database.transaction('full', () => {
        for (const folder of from) rewrite(database, folder + sep, to + sep)
      })
    } finally {
      database.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof AppError && thrown.code === 'library-damaged')) throw thrown
  }
}

function rewrite(database: Database, from: string, to: string): void {
  for (const [table, column] of pathColumns) {
    const changed = `:to || substr(${column}, length(:from) + 1)`
    const isInside = `substr(${column}, 1, length(:from)) = :from`
    if (!hasColumn(database, table, column)) continue
    database.run(`UPDATE OR IGNORE ${table} SET ${column} = ${changed} WHERE ${isInside}`, { from, to })
  }
  for (const [table, column] of jsonColumns) {
    if (!hasColumn(database, table, column)) continue
    database.run(`UPDATE ${table} SET ${column} = replace(${column}, :from, :to) WHERE instr(${column}, :from) > 0`, {
      from: jsonStart(from),
      to: jsonStart(to),
    })
  }
}

/** A library of another version is moved as well. */
function hasColumn(database: Database, table: string, column: string): boolean {
  return (
    database.get('SELECT 1 AS found FROM pragma_table_info(:table) WHERE name = :column', { table, column }) !== null
  )
}

/** As a string in JSON begins with it. */
function jsonStart(text: string): string {
  return JSON.stringify(text).slice(0, -1)
}
