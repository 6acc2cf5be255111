import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import { noMoney } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import type { Database } from '../history/database.ts'
import type { RecordedFile } from './read-records.ts'

/** Said as the source of the price of a batch that was made from records. */
export const recoveredSource = 'not known: this batch was put together from the records in its files'

/** Files of one batch, or of what must count as one where their records do not name any. */
export interface BatchOfFiles {
  readonly id: string
  readonly number: number | null
  readonly files: readonly RecordedFile[]
}

/** Records that do not name their batch make one for each model, prompt and folder. */
export function groupByBatch(files: readonly RecordedFile[]): BatchOfFiles[] {
  const groups = Map.groupBy(
    files,
    ({ path, record }) => record.batchId ?? `${record.model}\n${record.prompt}\n${record.isPractice}\n${dirname(path)}`,
  )
  return [...groups.values()].map((group) => ({
    id: group[0]?.record.batchId ?? randomUUID(),
    number: group[0]?.record.batchNumber ?? null,
    files: group,
  }))
}

/** Makes the batch the files belong to where the library has none; its costs are not known and count as nothing. */
export function ensureBatch(database: Database, { id, number, files }: BatchOfFiles, at: string): void {
  const [first] = files
  if (first === undefined || database.get('SELECT 1 AS known FROM batch WHERE id = :id', { id }) !== null) return
  const { record } = first
  const mode = record.isPractice ? 'practice' : 'paid'
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
}
