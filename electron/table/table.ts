import type { Mode } from '../../shared/domain/item.ts'
import type { Selection } from '../../shared/ipc/inputs.ts'
import type { SourceRow } from '../../shared/ipc/rows.ts'
import type { Database } from '../history/database.ts'
import type { Found } from '../library/walk-state.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import { addSources, type Added } from './add-sources.ts'
import { removeSources, restoreSources } from './remove-sources.ts'
import { sourceColumns, toRows, type TableSource } from './table-rows.ts'

/**
 * The light table: what the user added, kept in the library. What changes many rows does so a few at a time, so that
 * everything else of the process gets its turn in between.
 */
export interface Table {
  /** A page behind the id `after`, by id. `total` counts the whole table. */
  list(after: number, limit: number, mode: Mode): { readonly rows: readonly SourceRow[]; readonly total: number }
  /** One that is on the table. */
  get(id: number): TableSource | null
  row(id: number, mode: Mode): SourceRow | null
  /** Those of `ids` that are on the table, by id. */
  rows(ids: readonly number[], mode: Mode): readonly SourceRow[]
  idOfPath(path: string): number | null
  /** Whether a path is on the table or was on it before. */
  hasSeen(path: string): boolean
  /** A page behind the id `after`, by id, as the library keeps it. */
  page(after: number, limit: number): readonly TableSource[]
  /** What is there already is known, and takes its new size and time. One that was removed comes back with its id. */
  add(found: readonly Found[], signal?: AbortSignal): Promise<Added>
  /** `undo` brings exactly these back, also after a restart. */
  remove(selection: Selection): Promise<{ readonly removed: number; readonly undo: string }>
  /** How many came back; none where the same was undone before. */
  restore(undo: string): Promise<number>
  /** The folders a selection was added by, each once. */
  roots(selection: Selection): readonly string[]
  total(): number
}

interface Dependencies {
  readonly database: Database
  readonly now: () => Date
  readonly pictures: Pick<PictureIds, 'idOf'>
}

export function createTable({ database, now, pictures }: Dependencies): Table {
  const rowsOf = (sources: readonly TableSource[], mode: Mode) => toRows({ database, pictures }, sources, mode)
  return {
    list: (after, limit, mode) => ({ rows: rowsOf(listPage(database, after, limit), mode), total: countAll(database) }),
    get: (id) => getOne(database, id),
    row: (id, mode) => {
      const source = getOne(database, id)
      return source && (rowsOf([source], mode)[0] ?? null)
    },
    rows: (ids, mode) => rowsOf(getMany(database, ids), mode),
    idOfPath: (path) =>
      database.get<{ id: number }>('SELECT id FROM table_source WHERE path = :path AND removal IS NULL', { path })
        ?.id ?? null,
    hasSeen: (path) => database.get('SELECT 1 AS found FROM table_source WHERE path = :path', { path }) !== null,
    page: (after, limit) => listPage(database, after, limit),
    add: (found, signal) => addSources(database, found, { at: now().toISOString(), signal: signal ?? null }),
    remove: (selection) => removeSources(database, selection, now().toISOString()),
    restore: (undo) => restoreSources(database, undo),
    roots: (selection) => rootsOf(database, selection),
    total: () => countAll(database),
  }
}

function listPage(database: Database, after: number, limit: number): TableSource[] {
  return database.all<TableSource>(
    `SELECT ${sourceColumns} FROM table_source WHERE removal IS NULL AND id > :after ORDER BY id LIMIT :limit`,
    { after, limit },
  )
}

function getOne(database: Database, id: number): TableSource | null {
  return database.get<TableSource>(`SELECT ${sourceColumns} FROM table_source WHERE id = :id AND removal IS NULL`, {
    id,
  })
}

function getMany(database: Database, ids: readonly number[]): TableSource[] {
  return database.all<TableSource>(
    `SELECT ${sourceColumns} FROM table_source
     WHERE id IN (SELECT value FROM json_each(:ids)) AND removal IS NULL ORDER BY id`,
    { ids: JSON.stringify(ids) },
  )
}

function rootsOf(database: Database, selection: Selection): readonly string[] {
  const ids = 'all' in selection ? null : JSON.stringify(selection.ids)
  return database
    .all<{ root: string }>(
      `SELECT DISTINCT root FROM table_source
       WHERE removal IS NULL AND (:ids IS NULL OR id IN (SELECT value FROM json_each(:ids))) ORDER BY root`,
      { ids },
    )
    .map(({ root }) => root)
}

function countAll(database: Database): number {
  const row = database.get<{ total: number }>('SELECT count(*) AS total FROM table_source WHERE removal IS NULL')
  return row?.total ?? 0
}
