import { batchScope, dayScope, monthScope } from '../batches/journal/ledger.ts'
import type { Mode } from '../../shared/domain/item.ts'
import type { Database } from '../history/database.ts'

export interface Merged {
  readonly batches: number
  readonly results: number
  /** Batches that are not over in the other library, and so stay there alone. */
  readonly unfinished: number
}

/** Batches of the attached library that are over and not known here. */
const wanted = `SELECT id FROM other.batch AS theirs WHERE theirs.status IN ('done', 'cancelled')
  AND NOT EXISTS (SELECT 1 FROM other.item WHERE batch_id = theirs.id AND status NOT IN ('done', 'failed', 'cancelled', 'skipped'))
  AND theirs.id NOT IN (SELECT id FROM main.batch)`

/** Takes over batches from the library attached as `other`. Runs inside the caller's transaction. */
export function mergeBatches(database: Database): Merged {
  const before = count(database, 'main.output')
  const unfinished = database.get<{ count: number }>(
    `SELECT count(*) AS count FROM other.batch WHERE id NOT IN (SELECT id FROM main.batch) AND id NOT IN (${wanted})`,
  )
  const taken = database.all<{ id: string }>(`${wanted} ORDER BY number`).map(({ id }) => id)
  const ids = JSON.stringify(taken)
  const inTaken = `(SELECT value FROM json_each(:ids))`
  const theirItems = `(SELECT id FROM other.item WHERE batch_id IN ${inTaken})`
  copyRows(
    database,
    { table: 'source', where: `theirs.id IN (SELECT source_id FROM other.item WHERE batch_id IN ${inTaken})` },
    ids,
  )
  const number = `(SELECT coalesce(max(number), 0) FROM main.batch) + row_number() OVER (ORDER BY theirs.number)`
  database.run(`${insertInto(database, 'batch', { values: { number } })} WHERE theirs.id IN ${inTaken}`, { ids })
  // The same picture may have another id here.
  const source_id = `coalesce((SELECT ours.id FROM main.source AS ours JOIN other.source AS alike USING (path, sha256)
    WHERE alike.id = theirs.source_id), theirs.source_id)`
  database.run(`${insertInto(database, 'item', { values: { source_id } })} WHERE theirs.batch_id IN ${inTaken}`, {
    ids,
  })
  copyRows(database, { table: 'attempt', where: `theirs.item_id IN ${theirItems}` }, ids)
  copyRows(database, { table: 'ledger', where: `theirs.batch_id IN ${inTaken} ORDER BY theirs.id`, left: ['id'] }, ids)
  copyRows(database, { table: 'output', where: `theirs.item_id IN ${theirItems}` }, ids)
  const theirOutputs = `(SELECT id FROM other.output WHERE item_id IN ${theirItems})`
  copyRows(database, { table: 'review', where: `theirs.output_id IN ${theirOutputs}` }, ids)
  copyRows(database, { table: 'prepared', where: 'TRUE' }, null)
  for (const id of taken) addSpend(database, id)
  return { batches: taken.length, results: count(database, 'main.output') - before, unfinished: unfinished?.count ?? 0 }
}

/** Money that was spent there was spent: it counts against the caps of its days and months here as well. */
function addSpend(database: Database, batchId: string): void {
  const rows = database.all<{ mode: Mode; day: string; charged: number }>(
    `SELECT mode, day, sum(amount_nano) AS charged FROM main.ledger
     WHERE batch_id = :batchId AND kind IN ('charge', 'assume') GROUP BY mode, day`,
    { batchId },
  )
  for (const { mode, day, charged } of rows) {
    for (const scope of [batchScope(mode, batchId), dayScope(mode, day), monthScope(mode, day)]) {
      database.run(
        `INSERT INTO main.spend (scope, charged_nano) VALUES (:scope, :charged)
         ON CONFLICT (scope) DO UPDATE SET charged_nano = charged_nano + excluded.charged_nano`,
        { scope, charged },
      )
    }
  }
}

/** A part of a table of the other library, as SQL over `theirs`. */
interface Rows {
  readonly table: string
  readonly where: string
  /** Columns that get a value of this library's own. */
  readonly left?: readonly string[]
}

function copyRows(database: Database, { table, where, left = [] }: Rows, ids: string | null): void {
  database.run(`${insertInto(database, table, { left })} WHERE ${where}`, ids === null ? {} : { ids })
}

interface Values {
  /** In place of what the column holds. */
  readonly values?: Readonly<Record<string, string>>
  readonly left?: readonly string[]
}

/** Every column as it is, but for those a new value is given for and those that are left out. Known keys stay as they are. */
export function insertInto(database: Database, table: string, { values = {}, left = [] }: Values = {}): string {
  const columns = database
    .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
    .filter((name) => !left.includes(name))
  const read = columns.map((name) => values[name] ?? `theirs.${name}`)
  return `INSERT OR IGNORE INTO main.${table} (${columns.join(', ')}) SELECT ${read.join(', ')} FROM other.${table} AS theirs`
}

export function count(database: Database, table: string): number {
  return database.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count ?? 0
}
