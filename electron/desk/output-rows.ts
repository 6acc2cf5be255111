import { basename } from 'node:path'
import type { PictureFormat } from '../../shared/domain/picture.ts'
import type { OutputRow } from '../../shared/ipc/rows.ts'
import type { Database } from '../history/database.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'

/** Results that are in their place, as the page sees them, by the item they were made for and in the order they were made. */
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
  readonly batchNumber: number
  readonly model: string
  readonly prompt: string
}

export function createOutputRows(database: Database, pictures: Pick<PictureIds, 'idOf'>): ReadOutputRows {
  return (itemIds) => {
    const found = database.all<Found>(
      `SELECT output.item_id AS itemId, output.id, output.path, output.width, output.height, output.bytes,
         output.format, output.is_flagged AS isFlagged, batch.number AS batchNumber, batch.model, item.prompt
       FROM output JOIN item ON item.id = output.item_id JOIN batch ON batch.id = item.batch_id
       WHERE output.item_id IN (SELECT value FROM json_each(:itemIds)) AND output.state = 'published'
       ORDER BY output.created_at, output.number`,
      { itemIds: JSON.stringify(itemIds) },
    )
    const rows = new Map<string, OutputRow[]>()
    for (const { itemId, isFlagged, ...output } of found) {
      const { path } = output
      const row = { ...output, name: basename(path), picture: pictures.idOf({ path }), isFlagged: isFlagged === 1 }
      rows.set(itemId, [...(rows.get(itemId) ?? []), row])
    }
    return rows
  }
}
