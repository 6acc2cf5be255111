import { basename } from 'node:path'
import type { ItemStatus, Mode } from '../../shared/domain/item.ts'
import type { SourceRow } from '../../shared/ipc/rows.ts'
import type { Database } from '../history/database.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'

/** A source as the library keeps it. */
export interface TableSource {
  readonly id: number
  /** Real path; no link leads there. */
  readonly path: string
  /** The folder that was added, or the folder of a file that was named itself. */
  readonly root: string
  readonly relativePath: string
  readonly bytes: number
  readonly modifiedMs: number
}

interface Tally {
  readonly id: number
  readonly status: ItemStatus
  readonly results: number
}

export const sourceColumns = 'id, path, root, relative_path AS relativePath, bytes, modified_ms AS modifiedMs'

/** What the page shows of sources; their results are counted with one query for all of them. */
export function toRows(
  { database, pictures }: { readonly database: Database; readonly pictures: Pick<PictureIds, 'idOf'> },
  sources: readonly TableSource[],
  mode: Mode,
): SourceRow[] {
  const tallies = tally(database, sources, mode)
  return sources.map(({ id, path, root, relativePath, bytes, modifiedMs }) => {
    const found = tallies.get(id)
    const cut = relativePath.lastIndexOf('/')
    return {
      id,
      name: relativePath.slice(cut + 1),
      folder: folderOf(root, relativePath.slice(0, Math.max(0, cut))),
      bytes,
      modifiedMs,
      picture: pictures.idOf({ path, root }),
      results: found?.results ?? 0,
      status: found?.status ?? null,
    }
  })
}

/** A drive has no name of its own. */
function folderOf(root: string, way: string): string {
  const name = basename(root) || root.replace(/[\\/]+$/, '')
  if (way === '') return name || '/'
  return `${name}/${way}`
}

/**
 * The status of an item that is not the latest is passed over: SQLite takes the other columns of a group from the row
 * that has the maximum. A quote nobody said yes to has no item here.
 */
function tally(database: Database, sources: readonly TableSource[], mode: Mode): ReadonlyMap<number, Tally> {
  const rows = database.all<Tally & { readonly latest: number }>(
    `SELECT table_source.id, item.status, max(batch.number * 1000000.0 + item.position) AS latest,
       sum((SELECT count(*) FROM output WHERE output.item_id = item.id AND output.state = 'published'
         AND output.binned_at IS NULL)) AS results
     FROM table_source
       JOIN source ON source.path = table_source.path
       JOIN item ON item.source_id = source.id
       JOIN batch ON batch.id = item.batch_id
     WHERE table_source.id IN (SELECT value FROM json_each(:ids)) AND batch.mode = :mode AND batch.status <> 'planned'
     GROUP BY table_source.id`,
    { ids: JSON.stringify(sources.map(({ id }) => id)), mode },
  )
  return new Map(rows.map((row) => [row.id, row]))
}
