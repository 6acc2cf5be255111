import type { ReportOutput, ReportRow } from './subject.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import type { Database } from '../history/database.ts'
import type { Place } from './places.ts'

interface Row extends Omit<ReportRow, 'number' | 'charged' | 'held' | 'runIds' | 'outputs'> {
  readonly charged: number
  readonly held: number
  readonly runIds: string
  readonly outputs: string
}

type StoredOutput = Omit<ReportOutput, 'isFlagged' | 'isBinned' | 'tags'> & {
  readonly isFlagged: 0 | 1
  readonly isBinned: 0 | 1
  readonly tags: string
}

export interface RowsQuery {
  readonly places: readonly Place[]
  /** The number of the first row. */
  readonly first: number
}

/**
 * These items as a report shows them, in their order; what is gone is left out. Costs come from the ledger, not from the
 * attempts, so that their sum is the ledger's. A skipped item shows the results it was skipped for.
 */
export function rowsOfPlaces(database: Database, { places, first }: RowsQuery): readonly ReportRow[] {
  const rows = database.all<Row>(
    `SELECT item.id AS itemId, batch.number AS batchNumber, batch.mode, batch.model, item.source_label AS source,
       item.prompt, item.status, item.skip_reason AS skipReason, item.error_code AS errorCode,
       item.error_message AS errorMessage, item.updated_at AS at, source.path AS sourcePath,
       source.sha256 AS sourceSha256, ${sumOf('charge', 'assume')} AS charged,
       ${sumOf('reserve')} - ${sumOf('release')} AS held,
       (SELECT json_group_array(run_id) FROM
         (SELECT run_id FROM attempt WHERE item_id = item.id AND run_id IS NOT NULL ORDER BY number)) AS runIds,
       (SELECT json_group_array(json(value)) FROM (${outputsOf})) AS outputs
     FROM json_each(:ids) AS wanted JOIN item ON item.id = wanted.value JOIN batch ON batch.id = item.batch_id
       JOIN source ON source.id = item.source_id
     ORDER BY wanted.key`,
    { ids: JSON.stringify(places.map(({ itemId }) => itemId)) },
  )
  const meant = new Map(places.map(({ itemId, outputIds }) => [itemId, outputIds]))
  return rows.map((row, index) => toReportRow(row, { number: first + index, meant: meant.get(row.itemId) ?? null }))
}

function sumOf(...kinds: readonly string[]): string {
  return `(SELECT coalesce(sum(ledger.amount_nano), 0) FROM attempt JOIN ledger ON ledger.attempt_id = attempt.id
    WHERE attempt.item_id = item.id AND ledger.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')}))`
}

const outputsOf = `
  SELECT json_object('id', output.id, 'path', output.path, 'sha256', output.sha256, 'isFlagged', output.is_flagged,
    'isBinned', output.binned_at IS NOT NULL, 'verdict', review.verdict, 'rating', coalesce(review.rating, 0),
    'tags', coalesce(review.tags, '[]'), 'note', coalesce(review.note, '')) AS value
  FROM output LEFT JOIN review ON review.output_id = output.id
  WHERE output.item_id = iif(item.status = 'skipped', coalesce(item.linked_item_id, item.id), item.id)
    AND output.state <> 'publishing' ORDER BY output.created_at, output.number`

interface Shown {
  readonly number: number
  readonly meant: readonly string[] | null
}

function toReportRow({ charged, held, runIds, outputs, ...row }: Row, { number, meant }: Shown): ReportRow {
  const stored = JSON.parse(outputs) as StoredOutput[] // Built by the query above.
  const chosen = meant === null ? null : new Set(meant)
  return {
    ...row,
    number,
    charged: nanoUsd(charged),
    held: nanoUsd(held),
    runIds: JSON.parse(runIds) as string[], // Built by the query above.
    outputs: stored.filter(({ id }) => chosen === null || chosen.has(id)).map(toOutput),
  }
}

function toOutput({ isFlagged, isBinned, tags, ...output }: StoredOutput): ReportOutput {
  // Tags are kept as the JSON of a list of texts.
  return { ...output, isFlagged: isFlagged === 1, isBinned: isBinned === 1, tags: JSON.parse(tags) as string[] }
}
