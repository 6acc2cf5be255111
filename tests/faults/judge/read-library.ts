import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface ItemRow {
  readonly id: string
  readonly status: string
  readonly source: string
  readonly code: string | null
  readonly message: string | null
}

export interface AttemptRow {
  readonly id: string
  readonly item_id: string
  readonly state: string
  readonly price_nano: number
  readonly cost_nano: number | null
}

export interface OutputRow {
  readonly item_id: string
  readonly attempt_id: string
  readonly state: string
  readonly path: string
  readonly sha256: string
}

/** What a library says, read by nothing of the program under test. */
export interface LibraryState {
  /** Empty where SQLite finds nothing wrong with the file. */
  readonly damage: readonly string[]
  readonly batches: number
  readonly caps: readonly { readonly id: string; readonly cap: number | null }[]
  readonly items: readonly ItemRow[]
  readonly attempts: readonly AttemptRow[]
  readonly outputs: readonly OutputRow[]
  readonly spend: ReadonlyMap<string, { readonly reserved: number; readonly charged: number }>
  /** The same sums, made again from the single entries. */
  readonly booked: ReadonlyMap<string, { readonly reserved: number; readonly charged: number }>
}

/** null where there is no library yet, or one whose tables are not made. */
export function readLibrary(home: string): LibraryState | null {
  const path = join(home, 'library.db')
  if (!existsSync(path)) return null
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
  const all = <T>(sql: string): T[] => database.prepare(sql).all() as T[]
  try {
    if (all<{ n: number }>(`SELECT count(*) AS n FROM sqlite_schema WHERE name = 'ledger'`)[0]?.n === 0) return null
    return {
      damage: [...integrity(all), ...all<object>('PRAGMA foreign_key_check').map((row) => JSON.stringify(row))],
      batches: all<{ n: number }>('SELECT count(*) AS n FROM batch')[0]?.n ?? 0,
      items: all(`SELECT item.id, status, source.path AS source, error_code AS code, error_message AS message
        FROM item JOIN source ON source.id = item.source_id`),
      caps: all('SELECT id, cap_nano AS cap FROM batch'),
      attempts: all('SELECT id, item_id, state, price_nano, cost_nano FROM attempt'),
      outputs: all('SELECT item_id, attempt_id, state, path, sha256 FROM output'),
      spend: toMap(all('SELECT scope, reserved_nano AS reserved, charged_nano AS charged FROM spend')),
      booked: toMap(all(bookedByScope)),
    }
  } finally {
    database.close()
  }
}

const signed = `sum(CASE kind WHEN 'reserve' THEN amount_nano WHEN 'release' THEN -amount_nano ELSE 0 END) AS reserved,
  sum(CASE kind WHEN 'charge' THEN amount_nano WHEN 'assume' THEN amount_nano ELSE 0 END) AS charged`
const bookedByScope = `
  SELECT mode || ':batch:' || batch_id AS scope, ${signed} FROM ledger GROUP BY 1 UNION ALL
  SELECT mode || ':day:' || day AS scope, ${signed} FROM ledger GROUP BY 1 UNION ALL
  SELECT mode || ':month:' || substr(day, 1, 7) AS scope, ${signed} FROM ledger GROUP BY 1`

function integrity(all: <T>(sql: string) => T[]): string[] {
  const said = all<{ integrity_check: string }>('PRAGMA integrity_check').map((row) => row.integrity_check)
  return said.filter((line) => line !== 'ok')
}

function toMap(rows: readonly { scope: string; reserved: number; charged: number }[]) {
  return new Map(rows.map(({ scope, reserved, charged }) => [scope, { reserved, charged }]))
}
