import { itemStatuses, type ItemStatus, type SkipReason } from '../../shared/domain/item.ts'
import { addMoney, nanoUsd, noMoney, type NanoUsd } from '../../shared/domain/money.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Database } from './database.ts'

export interface ReportOutput {
  readonly path: string
  readonly sha256: string
}

/** One picture of a batch as a report shows it. */
export interface ReportRow {
  readonly itemId: string
  /** Counts from 1. */
  readonly number: number
  readonly source: string
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly prompt: string
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly errorCode: ErrorCode | null
  readonly errorMessage: string | null
  readonly charged: NanoUsd
  readonly runIds: readonly string[]
  readonly outputs: readonly ReportOutput[]
}

export interface ReportTotals {
  readonly items: number
  readonly counts: Readonly<Partial<Record<ItemStatus, number>>>
  readonly charged: NanoUsd
}

interface Row extends Omit<ReportRow, 'number' | 'charged' | 'runIds' | 'outputs'> {
  readonly position: number
  readonly charged: number
  readonly runIds: string
  readonly outputs: string
}

const pageSize = 200

/** Every picture of a batch in order. Costs come from the ledger, not from the attempts, so that their sum is the ledger's. */
export function* reportRows(database: Database, batchId: string): Iterable<ReportRow> {
  for (let after = -1; ;) {
    const page = database.all<Row>(
      `SELECT item.id AS itemId, item.position, item.source_label AS source, item.prompt, item.status,
         item.skip_reason AS skipReason, item.error_code AS errorCode, item.error_message AS errorMessage,
         source.path AS sourcePath, source.sha256 AS sourceSha256,
         (SELECT coalesce(sum(ledger.amount_nano), 0) FROM ledger JOIN attempt ON attempt.id = ledger.attempt_id
           WHERE attempt.item_id = item.id AND ledger.kind IN ('charge', 'assume')) AS charged,
         (SELECT json_group_array(run_id) FROM
           (SELECT run_id FROM attempt WHERE item_id = item.id AND run_id IS NOT NULL ORDER BY number)) AS runIds,
         (SELECT json_group_array(json_object('path', path, 'sha256', sha256)) FROM
           (SELECT path, sha256 FROM output
             WHERE item_id = iif(item.status = 'skipped', coalesce(item.linked_item_id, item.id), item.id)
               AND state <> 'publishing' ORDER BY created_at, number)) AS outputs
       FROM item JOIN source ON source.id = item.source_id
       WHERE item.batch_id = :batchId AND item.position > :after ORDER BY item.position LIMIT :pageSize`,
      { batchId, after, pageSize },
    )
    yield* page.map(toReportRow)
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    after = last.position
  }
}

/** The totals of the rows a report shows. */
export function addUp(rows: Iterable<ReportRow>): ReportTotals {
  const counts: Partial<Record<ItemStatus, number>> = {}
  let items = 0
  let charged = noMoney
  for (const row of rows) {
    items += 1
    counts[row.status] = (counts[row.status] ?? 0) + 1
    charged = addMoney(charged, row.charged)
  }
  return { items, counts, charged }
}

/** "5 done, 1 failed", in the order of an item's life backwards: what is finished comes first. */
export function describeCounts(counts: ReportTotals['counts']): string {
  return itemStatuses
    .toReversed()
    .toSorted((a, b) => Number(b === 'done') - Number(a === 'done'))
    .flatMap((status) => (counts[status] === undefined ? [] : [`${counts[status]} ${status}`]))
    .join(', ')
}

function toReportRow({ position, charged, runIds, outputs, ...row }: Row): ReportRow {
  return {
    ...row,
    number: position + 1,
    charged: nanoUsd(charged),
    runIds: JSON.parse(runIds) as string[], // Built by the query above.
    outputs: JSON.parse(outputs) as ReportOutput[], // Built by the query above.
  }
}
