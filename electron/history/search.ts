import type { BatchStatus, ItemStatus, Mode } from '../../shared/domain/item.ts'
import type { Database } from './database.ts'

/** An item whose words were found, with what is needed to show it. */
export interface SearchHit {
  readonly itemId: string
  readonly batchId: string
  readonly batchNumber: number
  readonly batchStatus: BatchStatus
  readonly mode: Mode
  readonly model: string
  readonly source: string
  readonly prompt: string
  readonly status: ItemStatus
  readonly createdAt: string
}

interface HitRow extends SearchHit {
  readonly position: number
}

const pageSize = 1_000

/**
 * Items whose prompt, picture name or model holds every word of the text, newest batch first. Case and normal form do
 * not count, in any script: SQLite's own comparison knows only ASCII, so rows are compared here, a page at a time.
 */
export function searchItems(database: Database, text: string, limit: number): SearchHit[] {
  const words = fold(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  const hits: SearchHit[] = []
  if (words.length === 0) return hits
  for (const { position: _position, ...hit } of newestFirst(database)) {
    const subject = fold(`${hit.prompt}\n${hit.source}\n${hit.model}`)
    if (!words.every((word) => subject.includes(word))) continue
    hits.push(hit)
    if (hits.length >= limit) break
  }
  return hits
}

function* newestFirst(database: Database): Iterable<HitRow> {
  let behind = { number: Number.MAX_SAFE_INTEGER, position: -1 }
  for (;;) {
    const page = database.all<HitRow>(
      `SELECT item.id AS itemId, item.position, item.source_label AS source, item.prompt, item.status,
         batch.id AS batchId, batch.number AS batchNumber, batch.status AS batchStatus, batch.mode, batch.model,
         batch.created_at AS createdAt
       FROM item JOIN batch ON batch.id = item.batch_id
       WHERE batch.number < :number OR (batch.number = :number AND item.position > :position)
       ORDER BY batch.number DESC, item.position LIMIT :pageSize`,
      { ...behind, pageSize },
    )
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < pageSize) return
    behind = { number: last.batchNumber, position: last.position }
  }
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}
