import { join } from 'node:path'
import type { Books } from './money.ts'
import { pictureSize, type PictureWriter } from './pictures.ts'
import type { PlannedBatch, PlannedItem } from './plan.ts'
import type { Insert } from './rows.ts'
import { hashOf, type Source } from './sources.ts'
import { noteWords, pick, tagWords, type Random } from './texts.ts'
import { localDay } from '../../../electron/batches/journal/ledger.ts'

export interface Made {
  readonly insert: Insert
  readonly random: Random
  readonly books: Books
  readonly pictures: PictureWriter | null
  /** Ids of all results so far. */
  readonly outputs: string[]
  /** Requests that were given back before the one that counts. */
  readonly retries: number
  readonly real: number
}

export interface Task {
  readonly batch: PlannedBatch
  readonly batchId: string
  readonly item: PlannedItem
  readonly itemId: string
  readonly source: Source
  readonly outputFolder: string
  readonly at: string
}

/** The requests of an item, what they cost and what came of them. */
export function addAttempts(made: Made, task: Task): void {
  const { batch, item, at } = task
  if (item.status === 'skipped' || item.status === 'cancelled') return
  const retries = Math.floor(made.retries + made.random())
  for (let number = 1; number <= retries; number += 1) addAttempt(made, task, { number, state: 'released' })
  const state = item.status === 'done' ? 'succeeded' : item.status === 'failed' ? 'failed' : 'unresolved'
  const attemptId = addAttempt(made, task, { number: retries + 1, state })
  for (let number = 0; number < item.results; number += 1) addOutput(made, task, { attemptId, number })
  if (batch.number % 3 === 0 && item.status === 'done') reviewLast(made, { count: item.results, at })
}

interface Request {
  readonly number: number
  readonly state: 'released' | 'succeeded' | 'failed' | 'unresolved'
}

function addAttempt({ insert, books }: Made, task: Task, { number, state }: Request): string {
  const { batch, batchId, item, itemId, source, at } = task
  const attemptId = `${itemId}-${number}`
  const price = batch.model.price.perImage * Math.max(1, item.results)
  const body = JSON.stringify({ input: { prompt: source.label, image_url: `https://example.com/${attemptId}` } })
  const isPaid = state === 'succeeded'
  const result = { images: [], cost: null, seed: null, nsfwDetected: false, isPartial: false, requestId: null }
  insert('attempt', {
    id: attemptId,
    item_id: itemId,
    number,
    state,
    day: localDay(new Date(at)),
    price_nano: price,
    ...(state === 'released'
      ? {}
      : { path: `/v1/models/${batch.model.wireName}/runs`, body, body_sha256: hashOf(body) }),
    ...(isPaid ? { run_id: `run-${attemptId}`, result: JSON.stringify(result), cost_nano: price } : {}),
    ...(isPaid ? { cost_source: 'service', accepted_at: at } : {}),
    ...(state === 'failed' ? failure : {}),
    created_at: at,
    submitted_at: at,
    settled_at: state === 'unresolved' ? null : at,
  })
  const cost = isPaid ? price : state === 'unresolved' ? 'open' : null
  books.book({ at, mode: batch.mode, batchId, attemptId, price, cost })
  return attemptId
}

const failure = {
  error_code: 'provider-failed',
  error_message: 'The service could not make the picture.',
}

function addOutput(made: Made, task: Task, { attemptId, number }: { attemptId: string; number: number }): void {
  const { insert, random, outputs } = made
  const { batch, itemId, source, outputFolder, at } = task
  const stem = source.label.replace(/\.jpg$/, number === 0 ? '' : ` ${number + 1}`)
  const path = join(outputFolder, `${stem}-${batch.number}.jpg`)
  const isReal = outputs.length < made.real
  const written = isReal ? made.pictures?.write(path, { number: outputs.length, isResult: true }) : null
  const id = `output-${attemptId}-${number}`
  insert('output', {
    id,
    item_id: itemId,
    attempt_id: attemptId,
    number,
    state: 'published',
    path,
    sha256: written?.sha256 ?? hashOf(path),
    bytes: written?.bytes ?? 900_000 + outputs.length,
    format: 'jpeg',
    ...(isReal ? pictureSize : { width: 1_024, height: 768 }),
    created_at: at,
    ...foundLater(random, { at, isReal }),
  })
  outputs.push(id)
}

function foundLater(random: Random, { at, isReal }: { readonly at: string; readonly isReal: boolean }) {
  const chance = random()
  const wasLookedAt = chance >= 0.1
  const wasVerified = chance > 0.2 && chance < 0.3
  return {
    is_flagged: chance < 0.003 ? 1 : 0,
    changed: wasLookedAt ? Math.round(random() * 10_000) / 10_000 : null,
    looked_at: wasLookedAt ? at : null,
    binned_at: !isReal && chance > 0.995 ? at : null,
    file_verdict: wasVerified ? pick(random, fileVerdicts) : null,
    verified_at: wasVerified ? at : null,
  }
}

const fileVerdicts = ['unchanged', 'unchanged', 'unchanged', 'edited', 'missing']

/** Somebody looked through every third batch, and made up his mind about most of it. */
function reviewLast(
  { insert, random, outputs }: Made,
  { count, at }: { readonly count: number; readonly at: string },
): void {
  for (const output_id of outputs.slice(outputs.length - count)) {
    const chance = random()
    if (chance > 0.9) continue
    insert('review', {
      output_id,
      verdict: chance < 0.35 ? 'keep' : chance < 0.6 ? 'reject' : null,
      rating: Math.floor(random() * 6),
      tags: JSON.stringify(
        chance < 0.3 ? [...new Set([pick(random, tagWords), pick(random, tagWords)])].toSorted() : [],
      ),
      note: chance < 0.1 ? pick(random, noteWords) : '',
      updated_at: at,
    })
  }
}
