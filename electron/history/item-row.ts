import type { ItemStatus, SkipReason } from '../../shared/domain/item.ts'
import type { ItemRelation } from '../../shared/domain/review.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Item, ItemOrigin } from './items.ts'

/** An item as its table has it, with path and content of its source. */
export interface ItemRow {
  readonly id: string
  readonly batch_id: string
  readonly position: number
  readonly source_id: string
  readonly path: string
  readonly sha256: string
  readonly source_label: string
  readonly prompt: string
  readonly targets: string
  readonly status: ItemStatus
  readonly skip_reason: SkipReason | null
  readonly linked_item_id: string | null
  readonly error_code: Failure['code'] | null
  readonly error_message: string | null
  readonly parent_item_id: string | null
  readonly relation: ItemRelation | null
}

export function toItem(row: ItemRow): Item {
  return {
    id: row.id,
    batchId: row.batch_id,
    position: row.position,
    sourceId: row.source_id,
    sourcePath: row.path,
    sourceSha256: row.sha256,
    sourceLabel: row.source_label,
    prompt: row.prompt,
    targets: JSON.parse(row.targets) as string[], // Written by `insert` from one.
    status: row.status,
    skipReason: row.skip_reason,
    linkedItemId: row.linked_item_id,
    failure: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    origin: toOrigin(row),
  }
}

function toOrigin({ parent_item_id: itemId, relation }: ItemRow): ItemOrigin | null {
  return itemId === null || relation === null ? null : { itemId, relation }
}
