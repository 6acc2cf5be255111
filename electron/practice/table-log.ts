import {
  appendFileSync,
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'

/** One row as it stands from now on. */
export interface Change {
  readonly table: string
  readonly id: string
  readonly row: unknown
}

export interface TableLog {
  /** What the file said when it was opened. */
  readonly tables: Map<string, Map<string, unknown>>
  /** Hands all lines to the operating system in one write before it returns. */
  append(changes: readonly Change[]): void
  close(): void
}

const changeSchema = z.strictObject({ table: z.string(), id: z.string(), row: z.unknown() })

/**
 * Opens an append-only file of rows, one JSON line per change. A last line cut short by a kill was never answered for
 * and is dropped; damage anywhere else is an `AppError`. Rows that were changed several times are written once again.
 */
export function openTableLog(path: string): TableLog {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const tables = readTables(text, path)
  rewrite(path, tables)
  const file = openSync(path, 'a', 0o600)
  let isOpen = true
  return {
    tables,
    append: (changes) => {
      // The number of a closed file soon belongs to another one.
      if (!isOpen) throw new Error('The practice state is closed.')
      appendWhole(file, changes.map(toLine).join(''))
    },
    close: () => {
      if (isOpen) closeSync(file)
      isOpen = false
    },
  }
}

function readTables(text: string, path: string): TableLog['tables'] {
  const tables: TableLog['tables'] = new Map()
  const wholeLines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  for (const line of wholeLines) {
    if (line === '') continue
    const { table, id, row } = readLine(line, path)
    const rows = tables.get(table) ?? new Map<string, unknown>()
    tables.set(table, rows.set(id, row))
  }
  return tables
}

function readLine(line: string, path: string): Change {
  try {
    return changeSchema.parse(JSON.parse(line))
  } catch (error) {
    throw new AppError(
      'library-damaged',
      `The practice state in ${path} is damaged; delete its folder to start anew.`,
      {
        cause: error,
      },
    )
  }
}

function rewrite(path: string, tables: TableLog['tables']): void {
  const lines = [...tables].flatMap(([table, rows]) => [...rows].map(([id, row]) => toLine({ table, id, row })))
  writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** A full disk leaves no half line behind: the next one would be glued to it. */
function appendWhole(file: number, text: string): void {
  const { size } = fstatSync(file)
  try {
    appendFileSync(file, text)
  } catch (error) {
    ftruncateSync(file, size)
    throw error
  }
}

function toLine(change: Change): string {
  return `${JSON.stringify(change)}\n`
}
