import type { ItemStatus, SkipReason } from '../../shared/domain/item.ts'
import type { ItemRelation } from '../../shared/domain/review.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Database } from './database.ts'
import { toItem, type ItemRow } from './item-row.ts'

export interface Item {
  readonly id: string
  readonly batchId: string
  readonly position: number
  readonly sourceId: string
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly sourceLabel: string
  readonly prompt: string
  /** Paths below the output folder without extension, one for each result asked for. */
  readonly targets: readonly string[]
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly linkedItemId: string | null
  readonly failure: Failure | null
  /** What it does again, and how; null for an item of its own. */
  readonly origin: ItemOrigin | null
}

export interface ItemOrigin {
  readonly itemId: string
  readonly relation: ItemRelation
}

export interface ItemChange {
  readonly status: ItemStatus
  readonly failure?: Failure | null
  readonly skip?: { readonly reason: SkipReason; readonly linkedItemId: string | null }
}

export type NewItem = Omit<Item, 'sourcePath' | 'sourceSha256' | 'origin'> & Partial<Pick<Item, 'origin'>>

const selectItem = `SELECT item.*, source.path, source.sha256 FROM item JOIN source ON source.id = item.source_id`

export interface Items {
  insert(items: readonly NewItem[]): void
  get(id: string): Item | null
  ofBatch(batchId: string): Item[]
  /** The next items in position order with one of these statuses, behind `after`. */
  next(batchId: string, filter: { statuses: readonly ItemStatus[]; after: number; limit: number }): Item[]
  /** The next items in position order, whatever their status. */
  page(batchId: string, place: { after: number; limit: number }): Item[]
  /** Where results of a page of items go, by position; a fraction of what reading the items takes. */
  targets(batchId: string, place: { after: number; limit: number }): Pick<Item, 'position' | 'targets'>[]
  /** In no certain order; ids that are not known are left out. */
  some(ids: readonly string[]): Item[]
  counts(batchId: string): Partial<Record<ItemStatus, number>>
  change(id: string, change: ItemChange): void
  setPrompt(id: string, prompt: string): void
  setContentKey(id: string, contentKey: string): void
  /** null as long as it was not prepared. */
  contentKey(id: string): string | null
}

export function createItems(database: Database, now: () => Date): Items {
  return {
    insert: (items) => {
      for (const item of items) insertOne(database, item, now().toISOString())
    },
    get: (id) => {
      const row = database.get<ItemRow>(`${selectItem} WHERE item.id = :id`, { id })
      return row && toItem(row)
    },
    ofBatch: (batchId) =>
      database.all<ItemRow>(`${selectItem} WHERE batch_id = :batchId ORDER BY position`, { batchId }).map(toItem),
    next: (batchId, { statuses, after, limit }) =>
      database
        .all<ItemRow>(
          `${selectItem} WHERE batch_id = :batchId AND position > :after
             AND status IN (SELECT value FROM json_each(:statuses)) ORDER BY position LIMIT :limit`,
          { batchId, after, limit, statuses: JSON.stringify(statuses) },
        )
        .map(toItem),
    page: (batchId, { after, limit }) =>
      database
        .all<ItemRow>(`${selectItem} WHERE batch_id = :batchId AND position > :after ORDER BY position LIMIT :limit`, {
          batchId,
          after,
          limit,
        })
        .map(toItem),
    targets: (batchId, { after, limit }) =>
      database
        .all<Pick<ItemRow, 'position' | 'targets'>>(
          `SELECT position, targets FROM item WHERE batch_id = :batchId AND position > :after
           ORDER BY position LIMIT :limit`,
          { batchId, after, limit },
        )
        .map(({ position, targets }) => ({ position, targets: JSON.parse(targets) as string[] })), // As in `toItem`.
    some: (ids) =>
      database
        .all<ItemRow>(`${selectItem} WHERE item.id IN (SELECT value FROM json_each(:ids))`, {
          ids: JSON.stringify(ids),
        })
        .map(toItem),
    counts: (batchId) => {
      const rows = database.all<{ status: ItemStatus; count: number }>(
        'SELECT status, count(*) AS count FROM item WHERE batch_id = :batchId GROUP BY status',
        { batchId },
      )
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
    },
    change: (id, change) => changeOne(database, id, { ...change, at: now().toISOString() }),
    setPrompt: (id, prompt) => setPrompt(database, id, prompt),
    setContentKey: (id, contentKey) => {
      database.run('UPDATE item SET content_key = :contentKey WHERE id = :id', { id, contentKey })
    },
    contentKey: (id) =>
      database.get<{ contentKey: string | null }>('SELECT content_key AS contentKey FROM item WHERE id = :id', { id })
        ?.contentKey ?? null,
  }
}

function insertOne(database: Database, item: NewItem, at: string): void {
  database.run(
    `INSERT INTO item (id, batch_id, position, source_id, source_label, prompt, targets, status, skip_reason,
         linked_item_id, error_code, error_message, parent_item_id, relation, updated_at)
       VALUES (:id, :batchId, :position, :sourceId, :sourceLabel, :prompt, :targets, :status, :skipReason,
         :linkedItemId, :code, :message, :parent, :relation, :at)`,
    {
      id: item.id,
      batchId: item.batchId,
      position: item.position,
      sourceId: item.sourceId,
      sourceLabel: item.sourceLabel,
      prompt: item.prompt,
      targets: JSON.stringify(item.targets),
      status: item.status,
      skipReason: item.skipReason,
      linkedItemId: item.linkedItemId,
      code: item.failure?.code ?? null,
      message: item.failure?.message ?? null,
      parent: item.origin?.itemId ?? null,
      relation: item.origin?.relation ?? null,
      at,
    },
  )
}

/** With other words it is not the same request once more. */
function setPrompt(database: Database, id: string, prompt: string): void {
  database.run(
    `UPDATE item SET prompt = :prompt, relation = iif(relation = 'rerun' AND prompt <> :prompt, 'redo', relation)
     WHERE id = :id`,
    { id, prompt },
  )
}

function changeOne(
  database: Database,
  id: string,
  { status, failure = null, skip, at }: ItemChange & { readonly at: string },
): void {
  database.run(
    `UPDATE item SET status = :status, error_code = :code, error_message = :message,
         skip_reason = :reason, linked_item_id = :linked, updated_at = :at WHERE id = :id`,
    {
      id,
      status,
      code: failure?.code ?? null,
      message: failure?.message ?? null,
      reason: skip?.reason ?? null,
      linked: skip?.linkedItemId ?? null,
      at,
    },
  )
}
