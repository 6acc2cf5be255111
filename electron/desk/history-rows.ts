import { basename } from 'node:path'
import { nanoUsd } from '../../shared/domain/money.ts'
import type { HistoryQuery } from '../../shared/ipc/history-inputs.ts'
import type { HistoryResult, HistoryRow } from '../../shared/ipc/history-rows.ts'
import type { BrowseQuery } from '../history/browse/query.ts'
import type { StackedRow } from '../history/reader/operations.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'

/** An entry as the page sees it: pictures by id, and as they were then, whatever their paths hold now. */
export function toHistoryRow(row: StackedRow, pictures: Pick<PictureIds, 'idOf'>): HistoryRow {
  const { errorCode, errorMessage, sourcePath, sourceSha256, costNano } = row
  return {
    id: row.id,
    itemId: row.itemId,
    batchId: row.batchId,
    batchNumber: row.batchNumber,
    sourceId: row.sourceId,
    mode: row.mode,
    model: row.model,
    status: row.status,
    skipReason: row.skipReason,
    failure: errorCode === null ? null : { code: errorCode, message: errorMessage ?? '' },
    name: row.name,
    prompt: row.prompt,
    at: row.at,
    charged: nanoUsd(costNano),
    source: pictures.idOf({ path: sourcePath, ...contentOf(sourceSha256) }),
    result: toResult(row, pictures),
    stack: row.stack,
  }
}

function toResult(row: StackedRow, pictures: Pick<PictureIds, 'idOf'>): HistoryResult | null {
  const { outputId, outputPath, outputSha256, changed, verdict, rating, file } = row
  if (outputId === null || outputPath === null) return null
  return {
    id: outputId,
    picture: pictures.idOf({ path: outputPath, ...contentOf(outputSha256) }),
    name: basename(outputPath),
    changed,
    verdict,
    rating,
    isFlagged: row.isFlagged === 1,
    file,
    isBinned: row.isBinned === 1,
  }
}

/** Empty for a source that could not be read as a picture when it was added. */
function contentOf(sha256: string | null): { readonly sha256?: string } {
  return sha256 === null || sha256 === '' ? {} : { sha256 }
}

/** Throws `invalid-request` for a folder this process did not give an id. */
export function fromPageQuery({ within, ...query }: HistoryQuery, paths: Pick<PathIds, 'find'>): BrowseQuery {
  if (within.kind !== 'folder') return { ...query, within }
  return { ...query, within: { kind: 'folder', path: paths.find(within.id) } }
}

export function toPageQuery({ within, ...query }: BrowseQuery, paths: Pick<PathIds, 'idOf'>): HistoryQuery {
  if (within.kind !== 'folder') return { ...query, within }
  return { ...query, within: { kind: 'folder', id: paths.idOf(within.path) } }
}
