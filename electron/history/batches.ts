import type { BatchStatus, Mode } from '../../shared/domain/item.ts'
import { nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import { AppError, type Failure } from '../../shared/errors.ts'
import type { ModelDeclaration } from '../../shared/models/model.ts'
import type { Database } from './database.ts'

export interface Batch {
  readonly id: string
  /** Counts up from 1; what people type. */
  readonly number: number
  readonly mode: Mode
  readonly model: string
  /** The model as it was declared when the batch was quoted; null for batches from before that was kept. */
  readonly declaration: ModelDeclaration | null
  readonly recipe: Recipe
  readonly quote: Quote
  /** The user's yes to paying again for what history already holds. */
  readonly again: boolean
  readonly outputFolder: string
  readonly cap: NanoUsd | null
  readonly status: BatchStatus
  /** Why it is paused. */
  readonly pause: Failure | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

export type NewBatch = Pick<Batch, 'id' | 'mode' | 'recipe' | 'quote' | 'outputFolder' | 'cap'> &
  Partial<Pick<Batch, 'declaration'>>

interface BatchRow {
  readonly id: string
  readonly number: number
  readonly mode: Mode
  readonly model: string
  readonly declaration: string | null
  readonly recipe: string
  readonly quote: string
  readonly output_folder: string
  readonly cap_nano: number | null
  readonly status: BatchStatus
  readonly pause_code: Failure['code'] | null
  readonly pause_message: string | null
  readonly created_at: string
  readonly finished_at: string | null
}

export interface Batches {
  insert(batch: NewBatch): Batch
  get(id: string): Batch
  /** By number or by the start of the id, as people type it; `invalid-request` when there is none. */
  find(reference: string): Batch
  list(limit: number): Batch[]
  /** Those with a smaller number than `before`, or the newest for null; newest first. */
  page(before: number | null, limit: number): Batch[]
  count(): number
  /** Started batches that are not finished, oldest first. */
  unfinished(): Batch[]
  setStatus(id: string, status: BatchStatus, pause?: Failure | null): void
  setCap(id: string, cap: NanoUsd | null): void
  /** Absolute. Results that are in their place stay there. */
  setOutputFolder(id: string, folder: string): void
  remove(id: string): void
}

export function createBatches(database: Database, now: () => Date): Batches {
  return {
    insert: (batch) => {
      insertBatch(database, batch, now().toISOString())
      return getBatch(database, batch.id)
    },
    get: (id) => getBatch(database, id),
    find: (reference) => findBatch(database, reference),
    list: (limit) =>
      database.all<BatchRow>('SELECT * FROM batch ORDER BY number DESC LIMIT :limit', { limit }).map(toBatch),
    page: (before, limit) =>
      database
        .all<BatchRow>('SELECT * FROM batch WHERE number < :before ORDER BY number DESC LIMIT :limit', {
          before: before ?? Number.MAX_SAFE_INTEGER,
          limit,
        })
        .map(toBatch),
    count: () => database.get<{ count: number }>('SELECT count(*) AS count FROM batch')?.count ?? 0,
    unfinished: () =>
      database.all<BatchRow>(`SELECT * FROM batch WHERE status IN ('running', 'paused') ORDER BY number`).map(toBatch),
    setStatus: (id, status, pause = null) => {
      const isOver = status === 'done' || status === 'cancelled'
      database.run(
        `UPDATE batch SET status = :status, pause_code = :code, pause_message = :message, finished_at = :at
         WHERE id = :id`,
        {
          id,
          status,
          code: pause?.code ?? null,
          message: pause?.message ?? null,
          at: isOver ? now().toISOString() : null,
        },
      )
    },
    setCap: (id, cap) => {
      database.run('UPDATE batch SET cap_nano = :cap WHERE id = :id', { id, cap })
    },
    setOutputFolder: (id, folder) => {
      database.run('UPDATE batch SET output_folder = :folder WHERE id = :id', { id, folder })
    },
    remove: (id) => {
      database.run('DELETE FROM item WHERE batch_id = :id', { id })
      database.run('DELETE FROM batch WHERE id = :id', { id })
    },
  }
}

function insertBatch(database: Database, batch: NewBatch, at: string): void {
  const { id, mode, declaration = null, recipe, quote, outputFolder, cap } = batch
  database.run(
    `INSERT INTO batch (id, number, mode, model, declaration, recipe, quote, output_folder, cap_nano, status, created_at)
     VALUES (:id, (SELECT coalesce(max(number), 0) + 1 FROM batch), :mode, :model, :declaration, :recipe, :quote,
       :outputFolder, :cap, 'planned', :at)`,
    {
      id,
      mode,
      model: recipe.model,
      declaration: declaration && JSON.stringify(declaration),
      recipe: JSON.stringify(recipe),
      quote: JSON.stringify(quote),
      outputFolder,
      cap,
      at,
    },
  )
}

function getBatch(database: Database, id: string): Batch {
  const row = database.get<BatchRow>('SELECT * FROM batch WHERE id = :id', { id })
  if (row === null) throw new AppError('invalid-request', 'There is no such batch.')
  return toBatch(row)
}

function findBatch(database: Database, reference: string): Batch {
  const row = /^\d{1,9}$/.test(reference)
    ? database.get<BatchRow>('SELECT * FROM batch WHERE number = :number', { number: Number(reference) })
    : database.get<BatchRow>('SELECT * FROM batch WHERE id = :reference', { reference })
  if (row) return toBatch(row)
  throw new AppError('invalid-request', `There is no batch “${reference}”. “lightbench history” lists them.`)
}

function toBatch(row: BatchRow): Batch {
  const quote = JSON.parse(row.quote) as Quote // Written by `insert` from one.
  return {
    id: row.id,
    number: row.number,
    mode: row.mode,
    model: row.model,
    declaration: row.declaration === null ? null : (JSON.parse(row.declaration) as ModelDeclaration), // As the quote.
    recipe: recipeSchema.parse(JSON.parse(row.recipe)),
    quote,
    again: quote.again,
    outputFolder: row.output_folder,
    cap: row.cap_nano === null ? null : nanoUsd(row.cap_nano),
    status: row.status,
    pause: row.pause_code === null ? null : { code: row.pause_code, message: row.pause_message ?? '' },
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  }
}
