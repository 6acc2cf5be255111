import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { Mode } from '../../shared/domain/item.ts'
import { noMoney } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import type { Database } from '../history/database.ts'
import type { ProvenanceRecord } from '../images/provenance.ts'
import type { RecordedFile } from './read-records.ts'

/** Said as the source of the price of a batch that was made from records. */
export const recoveredSource = 'not known: this batch was put together from the records in its files'

/** Files of one batch, or of what must count as one where their records do not name any. */
export interface BatchOfFiles {
  readonly id: string
  readonly number: number | null
  readonly files: readonly [RecordedFile, ...RecordedFile[]]
}

/** A batch has one model and one mode. Records that do not name theirs make one for each prompt and folder. */
export function groupByBatch(files: readonly RecordedFile[]): BatchOfFiles[] {
  const groups = Map.groupBy(
    files,
    ({ path, record: { batchId, model, isPractice, prompt } }) =>
      `${model}\n${isPractice}\n${batchId ?? `${prompt}\n${dirname(path)}`}`,
  )
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            id: first.record.batchId ?? randomUUID(),
            number: first.record.batchNumber ?? null,
            files: [first, ...others] as const,
          },
        ],
  )
}

/**
 * Makes the batch the files belong to where the library has none; its costs are not known and count as nothing. Returns
 * its id, which is a new one where that of the records is a batch with another model or mode.
 */
export function ensureBatch(database: Database, batch: BatchOfFiles, at: string): string {
  const { record } = batch.files[0]
  const known = database.get<{ model: string; mode: Mode }>('SELECT model, mode FROM batch WHERE id = :id', {
    id: batch.id,
  })
  if (known === null) return insertBatch(database, batch, at)
  const isTheirs = known.model === record.model && known.mode === modeOf(record)
  return isTheirs ? batch.id : insertBatch(database, { ...batch, id: randomUUID() }, at)
}

function modeOf({ isPractice }: ProvenanceRecord): Mode {
  return isPractice ? 'practice' : 'paid'
}

function insertBatch(database: Database, { id, number, files }: BatchOfFiles, at: string): string {
  const [first] = files
  const { record } = first
  const mode = modeOf(record)
  const isFree =
    number !== null && database.get('SELECT 1 AS taken FROM batch WHERE number = :number', { number }) === null
  const outputFolder = dirname(first.path)
  const quote: Quote = {
    model: record.model,
    mode,
    outputFolder,
    send: files.length,
    unreadable: 0,
    skipped: {},
    leftOut: [],
    examples: [],
    unmatchedRows: [],
    price: { perItem: noMoney, asOf: at.slice(0, 10), source: recoveredSource, isEstimate: true },
    again: false,
    worstCase: noMoney,
    cap: null,
    balance: null,
    disclosure: [],
    warnings: [],
  }
  database.run(
    `INSERT INTO batch (id, number, mode, model, recipe, quote, output_folder, status, created_at, finished_at)
     VALUES (:id, coalesce(:number, (SELECT coalesce(max(number), 0) + 1 FROM batch)), :mode, :model, :recipe, :quote,
       :outputFolder, 'done', :at, :at)`,
    {
      id,
      number: isFree ? number : null,
      mode,
      model: record.model,
      recipe: JSON.stringify(recipeSchema.parse({ model: record.model, prompt: record.prompt })),
      quote: JSON.stringify(quote),
      outputFolder,
      at,
    },
  )
  return id
}
