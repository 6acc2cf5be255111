import type { Database } from '../history/database.ts'

/** A result, with what has to be known to look at it and at its source. */
export interface UnseenResult {
  readonly rowId: number
  readonly id: string
  readonly createdAt: string
  readonly path: string
  readonly sha256: string
  readonly source: {
    readonly path: string
    readonly sha256: string
    readonly bytes: number
    readonly modifiedMs: number
    /** Its words were read for another result of it. */
    readonly isRead: boolean
  }
}

/** Where a walk through history stands. */
export type Place = Pick<UnseenResult, 'createdAt' | 'rowId'>

interface Row extends Omit<UnseenResult, 'source'> {
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly sourceBytes: number
  readonly sourceModifiedMs: number
  readonly isRead: number
}

/** What was moved to the bin on purpose is left alone, and so is what has not got its place yet. */
const select = `
  SELECT output.rowid AS rowId, output.id, output.created_at AS createdAt, output.path, output.sha256,
    source.path AS sourcePath, source.sha256 AS sourceSha256, source.bytes AS sourceBytes,
    source.modified_ms AS sourceModifiedMs,
    EXISTS (SELECT 1 FROM item AS other JOIN output AS seen ON seen.item_id = other.id
      WHERE other.source_id = source.id AND seen.looked_at IS NOT NULL) AS isRead
  FROM output JOIN item ON item.id = output.item_id JOIN source ON source.id = item.source_id
  WHERE output.looked_at IS NULL AND output.state = 'published' AND output.binned_at IS NULL`

export function unseenOfItem(database: Database, itemId: string): UnseenResult[] {
  return database.all<Row>(`${select} AND output.item_id = :itemId ORDER BY output.number`, { itemId }).map(toResult)
}

/** The newest one that is older than `after`, which is the last one that was given out. */
export function nextUnseen(database: Database, after: Place | null): UnseenResult | null {
  const row = database.get<Row>(
    `${select} AND (output.created_at, output.rowid) < (:createdAt, :rowId)
     ORDER BY output.created_at DESC, output.rowid DESC LIMIT 1`,
    { createdAt: after?.createdAt ?? '~', rowId: after?.rowId ?? 0 },
  )
  return row && toResult(row)
}

interface Seen {
  readonly at: string
  /** null where the two cannot be compared. */
  readonly changed: number | null
  /** null where they were not read. */
  readonly words: string | null
}

/** Words are of a content, whatever file has it. */
export function keepSeen(database: Database, { id, source }: UnseenResult, { at, changed, words }: Seen): void {
  database.transaction('grouped', () => {
    if (words !== null) {
      const { sha256 } = source
      database.run('UPDATE source SET words = :words WHERE sha256 = :sha256 AND words <> :words', { sha256, words })
    }
    database.run('UPDATE output SET looked_at = :at, changed = :changed WHERE id = :id', { id, at, changed })
  })
}

function toResult({ sourcePath, sourceSha256, sourceBytes, sourceModifiedMs, isRead, ...row }: Row): UnseenResult {
  const stamp = { bytes: sourceBytes, modifiedMs: sourceModifiedMs }
  return { ...row, source: { path: sourcePath, sha256: sourceSha256, ...stamp, isRead: isRead === 1 } }
}
