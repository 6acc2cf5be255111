import { join } from 'node:path'
import type { Database } from '../../electron/history/database.ts'
import { openLibraryDatabase } from '../../electron/history/backups.ts'
import { rebuildSteps } from '../../electron/history/migrations/history-index.ts'
import { ensureLibraryFolder } from '../../electron/settings/library-folder.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import { createBooks } from './history-library/money.ts'
import { createPictureWriter, type PictureWriter } from './history-library/pictures.ts'
import { planBatches, shapeOf, type PlannedBatch } from './history-library/plan.ts'
import { addAttempts, type Made } from './history-library/results.ts'
import { createInsert, type Insert } from './history-library/rows.ts'
import { createSourcePool, type Source } from './history-library/sources.ts'
import { collectionNames, createRandom, promptText, type Random } from './history-library/texts.ts'

export interface HistoryOptions {
  /** Results in the library. */
  readonly count: number
  /** The sources lie in `pictures` below it, the results in `results`. Absolute. */
  readonly folder: string
  /** About so many rows of the ledger: items get requests that were given back before. */
  readonly ledgerRows?: number
  /** The end of the two years. */
  readonly until?: Date
  readonly seed?: number
}

interface MadeHistory {
  readonly batches: number
  readonly items: number
  readonly results: number
  readonly ledgerRows: number
}

/**
 * Fills an empty library with years of work, in the words and shares people have: every status, model and verdict, three
 * levels of folders, sources with several results. The books are right. The same numbers make the same library.
 */
export function addHistory(
  database: Database,
  options: HistoryOptions,
  files: { readonly real: number; readonly pictures: PictureWriter | null } = { real: 0, pictures: null },
): MadeHistory {
  const { count, folder, until = new Date('2026-11-01T12:00:00Z'), ledgerRows = 0, seed = 1 } = options
  const random = createRandom(seed)
  const insert = createInsert(database)
  const books = createBooks(insert)
  const shape = shapeOf(count, until.getTime())
  const sourceOf = createSourcePool({
    insert,
    random,
    folder: join(folder, 'pictures'),
    sources: shape.sources,
    ...files,
  })
  const retries = Math.max(0, (ledgerRows - 3 * count) / (2 * count))
  const made: Made = { insert, random, books, outputs: [], retries, ...files }
  let [batches, items] = [0, 0]
  indexAfterwards(database, () => {
    for (const batch of planBatches(shape, random)) {
      database.transaction('grouped', () => addBatch(made, batch, { sourceOf, folder }))
      batches += 1
      items += batch.items.length
    }
    database.transaction('grouped', () => {
      books.close()
      addCollections(insert, made.outputs, random)
    })
  })
  return { batches, items, results: made.outputs.length, ledgerRows: books.rows() }
}

/** Row by row the index takes ten times as long. */
function indexAfterwards(database: Database, work: () => void): void {
  const triggers = database.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'history_of_%'`,
  )
  for (const { name } of triggers) database.run(`DROP TRIGGER ${name}`)
  work()
  database.transaction('full', () => {
    for (const step of rebuildSteps) database.run(step)
    for (const { sql } of triggers) database.run(sql)
  })
}

/** A library below `folder`, in `library`; its first `real` sources and results are small files with thumbnails. */
export async function makeHistoryLibrary(options: HistoryOptions & { readonly real?: number }): Promise<MadeHistory> {
  const libraryFolder = join(options.folder, 'library')
  await ensureLibraryFolder(libraryFolder)
  const { real = 0 } = options
  const pictures = real === 0 ? null : await createPictureWriter(join(libraryFolder, 'thumbnails'))
  const database = openLibraryDatabase(libraryFolder, () => new Date())
  try {
    return addHistory(database, options, { real, pictures })
  } finally {
    database.close()
  }
}

interface Places {
  readonly sourceOf: (number: number, at: string) => Source
  readonly folder: string
}

function addBatch(made: Made, batch: PlannedBatch, { sourceOf, folder }: Places): void {
  const { insert, random } = made
  const batchId = `batch-${batch.number}`
  const prompt = batch.model.prompt.isRequired ? promptText(random) : ''
  const outputFolder = join(folder, 'results', String(batch.number))
  insertBatch(insert, batch, { batchId, prompt, outputFolder })
  for (const item of batch.items) {
    const at = new Date(batch.startedMs + item.position * 2_000).toISOString()
    const source = sourceOf(item.source, at)
    const itemId = `item-${batch.number}-${item.position}`
    insert('item', {
      id: itemId,
      batch_id: batchId,
      position: item.position,
      source_id: source.id,
      source_label: source.label,
      prompt: random() < 0.3 && prompt !== '' ? promptText(random) : prompt,
      targets: JSON.stringify([`${source.label}-${batch.number}`]),
      status: item.status,
      skip_reason: item.skipReason,
      ...(item.status === 'failed' ? failed : {}),
      updated_at: at,
      ...(batch.number > 2 && random() < 0.01
        ? { parent_item_id: `item-${batch.number - 2}-${item.position}`, relation: 'redo' }
        : {}),
    })
    addAttempts(made, { batch, batchId, item, itemId, source, outputFolder, at })
  }
}

const failed = { error_code: 'provider-failed', error_message: 'The service could not make the picture.' }

interface BatchPlaces {
  readonly batchId: string
  readonly prompt: string
  readonly outputFolder: string
}

function insertBatch(insert: Insert, batch: PlannedBatch, { batchId, prompt, outputFolder }: BatchPlaces): void {
  const { model, mode, items } = batch
  const at = new Date(batch.startedMs).toISOString()
  const quote: Quote = {
    model: model.id,
    mode,
    outputFolder,
    send: items.length,
    unreadable: 0,
    skipped: {},
    leftOut: [],
    examples: [],
    unmatchedRows: [],
    price: { perItem: model.price.perImage, asOf: model.price.asOf, source: model.price.source, isEstimate: false },
    again: false,
    worstCase: nanoUsd(model.price.perImage * items.length * 2),
    cap: null,
    balance: null,
    disclosure: [],
    warnings: [],
  }
  insert('batch', {
    id: batchId,
    number: batch.number,
    mode,
    model: model.id,
    recipe: JSON.stringify(recipeSchema.parse({ model: model.id, prompt })),
    quote: JSON.stringify(quote),
    output_folder: outputFolder,
    status: 'done',
    created_at: at,
    finished_at: at,
    declaration: JSON.stringify(model),
  })
}

function addCollections(insert: Insert, outputs: readonly string[], random: Random): void {
  collectionNames.forEach((name, index) => {
    const at = new Date(0).toISOString()
    const id = `collection-${index}`
    insert('collection', { id, name, name_key: name.toLowerCase(), created_at: at, updated_at: at })
    for (const output_id of outputs)
      if (random() < 0.01) insert('collection_member', { collection_id: id, output_id, added_at: at })
  })
}
