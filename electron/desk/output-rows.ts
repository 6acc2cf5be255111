import { basename } from 'node:path'
import type { PictureFormat } from '../../shared/domain/picture.ts'
import type { Rating, Verdict } from '../../shared/domain/review.ts'
import type { OutputRow } from '../../shared/ipc/rows.ts'
import type { Database } from '../history/database.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'

/** Results that are in their place and not in the bin, as the page sees them, by the item they were made for and in the order they were made. */
export type ReadOutputRows = (itemIds: readonly string[]) => ReadonlyMap<string, readonly OutputRow[]>

interface Found {
  readonly itemId: string
  readonly id: string
  readonly path: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly format: PictureFormat
  readonly isFlagged: number
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly batchNumber: number
  readonly model: string
  readonly prompt: string
}

const selectOutputs = `SELECT output.item_id AS itemId, output.id, output.path, output.width, output.height, output.bytes,
    output.format, output.is_flagged AS isFlagged, review.verdict, coalesce(review.rating, 0) AS rating,
    batch.number AS batchNumber, batch.model, item.prompt
  FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
    LEFT JOIN review ON review.output_id = output.id`

export function createOutputRows(database: Database, pictures: Pick<PictureIds, 'idOf'>): ReadOutputRows {
  return (itemIds) => {
    const found = database.all<Found>(
      `${selectOutputs}
       WHERE output.item_id IN (SELECT value FROM json_each(:itemIds)) AND output.state = 'published'
         AND output.binned_at IS NULL
       ORDER BY output.created_at, output.number`,
      { itemIds: JSON.stringify(itemIds) },
    )
    const rows = new Map<string, OutputRow[]>()
    for (const output of found) {
      rows.set(output.itemId, [...(rows.get(output.itemId) ?? []), toRow(output, pictures)])
    }
    return rows
  }
}

/** Wherever it lies now; null where there is no such result. */
export function readOutputRow(database: Database, pictures: Pick<PictureIds, 'idOf'>, id: string): OutputRow | null {
  const found = database.get<Found>(`${selectOutputs} WHERE output.id = :id AND output.state <> 'publishing'`, { id })
  return found && toRow(found, pictures)
}

function toRow({ itemId: _item, isFlagged, ...output }: Found, pictures: Pick<PictureIds, 'idOf'>): OutputRow {
  const { path } = output
  return { ...output, name: basename(path), picture: pictures.idOf({ path }), isFlagged: isFlagged === 1 }
}
