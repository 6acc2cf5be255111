import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { AppError } from '../../shared/errors.ts'

export interface CsvRow {
  /** What names the picture: the cell of the key column. */
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

export interface CsvRows {
  readonly columns: readonly string[]
  /** The row for a picture, by its relative path, its file name or its name without extension. */
  find(relativePath: string): CsvRow | null
  /** Keys of rows no `find` has matched yet. */
  unmatched(): readonly string[]
}

/** The first of these columns names the picture; without one, the first column does. */
const keyColumns = new Set(['file', 'filename', 'path', 'picture', 'image', 'name', 'sku'])
const largestFileBytes = 64 * 1024 * 1024

/**
 * Reads a CSV with a heading row, separated by comma, semicolon or tab. Throws `file-missing` or `invalid-request` with
 * the line of the mistake, and for two rows that name the same picture.
 */
export async function readCsvRows(path: string): Promise<CsvRows> {
  const text = await readText(path)
  const records = parseRecords(path, text)
  const columns = Object.keys(records[0] ?? {})
  const keyColumn = columns.find((column) => keyColumns.has(column.toLowerCase())) ?? columns[0]
  if (keyColumn === undefined) throw new AppError('invalid-request', `${path} has no rows.`)
  return indexRows(
    path,
    columns,
    records.map((values) => ({ key: (values[keyColumn] ?? '').trim(), values })),
  )
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw new AppError('file-missing', `The CSV ${path} cannot be read.`, { cause: thrown })
  })
  if (bytes.byteLength > largestFileBytes) throw new AppError('invalid-request', `${path} is larger than 64 MB.`)
  return bytes.toString('utf8')
}

function parseRecords(path: string, text: string): Record<string, string>[] {
  const heading = text.split('\n', 1)[0] ?? ''
  const delimiter = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0] ?? ','
  try {
    return parse<Record<string, string>>(text, {
      bom: true,
      columns: true,
      delimiter,
      skip_empty_lines: true,
      trim: true,
    })
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid-request', `${path} is not a readable CSV: ${reason}.`, { cause: thrown })
  }
}

function indexRows(path: string, columns: readonly string[], rows: readonly CsvRow[]): CsvRows {
  const byKey = new Map<string, CsvRow>()
  for (const row of rows) {
    const key = normalize(row.key)
    if (key === '') continue
    if (byKey.has(key)) throw new AppError('invalid-request', `${path} names “${row.key}” twice.`)
    byKey.set(key, row)
  }
  const matched = new Set<CsvRow>()
  return {
    columns,
    find: (relativePath) => {
      const row = candidates(relativePath)
        .map((key) => byKey.get(key))
        .find((found) => found !== undefined)
      if (row) matched.add(row)
      return row ?? null
    },
    unmatched: () => [...byKey.values()].filter((row) => !matched.has(row)).map(({ key }) => key),
  }
}

function candidates(relativePath: string): string[] {
  const path = normalize(relativePath)
  const file = path.slice(path.lastIndexOf('/') + 1)
  return [path, file, file.replace(/\.[^.]+$/, '')]
}

/** Case, normal form and the direction of slashes differ between the shop's export and the disk. */
function normalize(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('\\', '/')
}
