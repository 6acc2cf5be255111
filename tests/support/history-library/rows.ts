import type { Bindings, Database } from '../../../electron/history/database.ts'

const tables = {
  source: ['id', 'path', 'bytes', 'modified_ms', 'sha256', 'facts', 'added_at', 'words'],
  batch: [
    'id',
    'number',
    'mode',
    'model',
    'recipe',
    'quote',
    'output_folder',
    'cap_nano',
    'status',
    'created_at',
    'finished_at',
    'declaration',
  ],
  item: [
    'id',
    'batch_id',
    'position',
    'source_id',
    'source_label',
    'prompt',
    'targets',
    'status',
    'skip_reason',
    'linked_item_id',
    'content_key',
    'error_code',
    'error_message',
    'updated_at',
    'parent_item_id',
    'relation',
  ],
  attempt: [
    'id',
    'item_id',
    'number',
    'state',
    'day',
    'price_nano',
    'path',
    'body',
    'body_sha256',
    'run_id',
    'result',
    'cost_nano',
    'cost_source',
    'error_code',
    'error_message',
    'created_at',
    'submitted_at',
    'accepted_at',
    'settled_at',
  ],
  ledger: ['at', 'day', 'mode', 'batch_id', 'attempt_id', 'kind', 'amount_nano'],
  spend: ['scope', 'reserved_nano', 'charged_nano'],
  output: [
    'id',
    'item_id',
    'attempt_id',
    'number',
    'state',
    'path',
    'sha256',
    'bytes',
    'format',
    'width',
    'height',
    'is_flagged',
    'created_at',
    'changed',
    'looked_at',
    'binned_at',
    'file_verdict',
    'verified_at',
  ],
  review: ['output_id', 'verdict', 'rating', 'tags', 'note', 'updated_at'],
  collection: ['id', 'name', 'name_key', 'created_at', 'updated_at'],
  collection_member: ['collection_id', 'output_id', 'added_at'],
} as const
type Table = keyof typeof tables

const statements = Object.fromEntries(
  Object.entries(tables).map(([table, columns]) => {
    const names = columns.join(', ')
    return [table, `INSERT INTO ${table} (${names}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`]
  }),
) as Record<Table, string> // Object.fromEntries forgets the keys.

/** Inserts a row by its columns; those that are left out are null. */
export type Insert = <T extends Table>(
  table: T,
  row: Readonly<Partial<Record<(typeof tables)[T][number], Bindings[string]>>>,
) => void

export function createInsert(database: Database): Insert {
  const blanks = Object.fromEntries(
    Object.entries(tables).map(([table, columns]) => [
      table,
      Object.fromEntries(columns.map((column) => [column, null])),
    ]),
  )
  return (table, row) => void database.run(statements[table], { ...blanks[table], ...row })
}
