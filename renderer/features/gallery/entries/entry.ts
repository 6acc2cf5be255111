import type { ItemStatus } from '../../../../shared/domain/item.ts'
import type { ItemRow, PictureId, SourceRow } from '../../../../shared/ipc/rows.ts'
import type { Failure } from '../../../../shared/errors.ts'
import { unmarked, type Marks } from '../../review/marks/marks.ts'

/** One cell of the gallery: a source of the table or an item of a batch. */
export interface GalleryEntry {
  /** Source id or item id as text; what selections are made of. */
  readonly key: string
  /** The source's picture. */
  readonly picture: PictureId
  /** The result's picture, null where there is none to show. */
  readonly after: PictureId | null
  readonly name: string
  /** What a search also looks at: the folder of a source, the prompt of an item. */
  readonly detail: string
  /** Way below what was added, `/` between segments; empty at the top. */
  readonly folder: string
  readonly status: ItemStatus | null
  readonly results: number
  readonly failure: Failure | null
  /** Order of adding; never two the same in one list. */
  readonly position: number
  readonly bytes: number | null
  readonly modifiedMs: number | null
  /** The result that is shown, null where there is none. */
  readonly outputId: string | null
  /** What its row says a person made of it. */
  readonly marks: Marks
  /** Its source on the light table, null where it is not there any more. */
  readonly sourceId: number | null
}

export function entryOfSource(row: SourceRow): GalleryEntry {
  return {
    key: String(row.id),
    picture: row.picture,
    after: null,
    name: row.name,
    detail: row.folder,
    folder: row.folder,
    status: row.status,
    results: row.results,
    failure: null,
    position: row.id,
    bytes: row.bytes,
    modifiedMs: row.modifiedMs,
    outputId: null,
    marks: unmarked,
    sourceId: row.id,
  }
}

export function entryOfItem(row: ItemRow): GalleryEntry {
  const cut = row.label.lastIndexOf('/')
  const first = row.outputs[0]
  return {
    key: row.id,
    picture: row.picture,
    after: first?.picture ?? null,
    name: row.label.slice(cut + 1),
    detail: row.prompt,
    folder: cut === -1 ? '' : row.label.slice(0, cut),
    status: row.status,
    results: row.outputs.length,
    failure: row.failure,
    position: row.position,
    bytes: first?.bytes ?? null,
    modifiedMs: null,
    outputId: first?.id ?? null,
    marks: first ?? unmarked,
    sourceId: row.sourceId,
  }
}
