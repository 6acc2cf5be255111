import { stat } from 'node:fs/promises'
import { addMoney, nanoUsd } from '../../shared/domain/money.ts'
import { AppError } from '../../shared/errors.ts'
import type { Lineage, LineageStep, ResultDetails } from '../../shared/ipc/history-rows.ts'
import { modelOf } from '../batches/model-of.ts'
import { readEntryRows } from '../history/browse/rows.ts'
import type { Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import { systemCode } from '../library/file-system.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import { binChangeOf } from '../review/changes.ts'
import { readLater, readLineage, type LineageItem } from '../review/lineage.ts'
import { noReview, readReviews } from '../review/review-rows.ts'
import { toHistoryRow } from './history-rows.ts'
import { readOutputRow } from './output-rows.ts'

interface Dependencies {
  readonly database: Database
  readonly batches: Pick<Batches, 'get'>
  readonly pictures: Pick<PictureIds, 'idOf'>
}

interface FoundResult {
  readonly entryId: number
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly sha256: string
  readonly verifiedAt: string | null
}

/** Everything about one result. Throws `invalid-request` where there is none; a file that is gone is no failure. */
export async function readResult(dependencies: Dependencies, id: string): Promise<ResultDetails> {
  const { database, batches, pictures } = dependencies
  const found = findResult(database, id)
  const [entry] = found === null ? [] : readEntryRows(database, [found.entryId])
  const output = readOutputRow(database, pictures, id)
  if (found === null || entry === undefined || output === null) {
    throw new AppError('invalid-request', 'There is no such result.')
  }
  const { tags, note } = readReviews(database, [id]).get(id) ?? noReview
  const [isSourceThere, isFileThere] = await Promise.all([isFile(found.sourcePath), isFile(output.path)])
  return {
    row: toHistoryRow({ ...entry, stack: 1 }, pictures),
    output,
    sourcePath: found.sourcePath,
    isSourceThere,
    isFileThere,
    tags,
    note,
    sha256: found.sha256,
    sourceSha256: found.sourceSha256,
    verifiedAt: found.verifiedAt,
    putBack: entry.isBinned === 1 ? binChangeOf(database, id) : null,
    runIds: readRunIds(database, entry.itemId),
    lineage: toLineage(dependencies, id),
    collections: readCollections(database, id),
    repeatable: repeatableOf(batches, entry.batchId),
  }
}

function findResult(database: Database, id: string): FoundResult | null {
  return database.get<FoundResult>(
    `SELECT history_entry.id AS entryId, source.path AS sourcePath, source.sha256 AS sourceSha256, output.sha256,
       output.verified_at AS verifiedAt
     FROM history_entry JOIN output ON output.id = history_entry.output_id
       JOIN source ON source.id = history_entry.source_id
     WHERE history_entry.output_id = :id`,
    { id },
  )
}

function readRunIds(database: Database, itemId: string): string[] {
  return database
    .all<{ runId: string }>(
      'SELECT run_id AS runId FROM attempt WHERE item_id = :itemId AND run_id IS NOT NULL ORDER BY number',
      { itemId },
    )
    .map(({ runId }) => runId)
}

function readCollections(database: Database, outputId: string): string[] {
  return database
    .all<{ id: string }>(
      `SELECT collection.id FROM collection_member JOIN collection ON collection.id = collection_member.collection_id
       WHERE collection_member.output_id = :outputId AND collection.removed_at IS NULL ORDER BY collection.name_key`,
      { outputId },
    )
    .map(({ id }) => id)
}

function toLineage({ database, pictures }: Dependencies, outputId: string): Lineage {
  const steps = readLineage(database, outputId).map((item) => toStep(item, pictures))
  const later = readLater(database, outputId).map((item) => toStep(item, pictures))
  return { steps, charged: addMoney(...steps.map(({ charged }) => charged)), later }
}

function toStep(
  { chargedNano, sourcePath, outputPath, ...item }: LineageItem,
  pictures: Pick<PictureIds, 'idOf'>,
): LineageStep {
  return {
    ...item,
    charged: nanoUsd(chargedNano),
    source: pictures.idOf({ path: sourcePath }),
    result: outputPath === null ? null : pictures.idOf({ path: outputPath }),
  }
}

/** Nothing can be promised of a model nobody knows any more. */
function repeatableOf(batches: Pick<Batches, 'get'>, batchId: string): ResultDetails['repeatable'] {
  try {
    return modelOf(batches.get(batchId)).isRepeatable
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return 'never'
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return false
  }
}
