import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { App } from '../../../electron/app.ts'
import { createJournal, type Journal } from '../../../electron/batches/journal.ts'
import type { Batch } from '../../../electron/history/batches.ts'
import type { NewItem } from '../../../electron/history/items.ts'
import type { Found } from '../../../electron/library/walk-state.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { recipeSchema } from '../../../shared/domain/recipe.ts'

const price = nanoUsd(40_000_000)
const recipe = recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm and bright' })
const outputBytes = 250_000

/** Books a finished batch over these sources as the engine does, in one transaction: paid, with a result for each. */
export function addDoneBatch(app: App, found: readonly Found[]): void {
  const { database, items, ledger, clock } = app
  const journal = createJournal({ database, items, ledger, now: () => clock.now(), onItemChanged: () => undefined })
  database.transaction('grouped', () => {
    const batch = insertBatch(app, found.length)
    const added = found.map((file, position) => buildItem(app, { file, position, batch }))
    items.insert(added)
    for (const item of added) finish(app, journal, { item, batch })
    app.engine.batches.setStatus(batch.id, 'done')
  })
}

function insertBatch({ engine, libraryFolder }: App, count: number): Batch {
  const outputFolder = join(libraryFolder, 'results')
  const quote: Quote = {
    model: recipe.model,
    mode: 'paid',
    outputFolder,
    send: count,
    unreadable: 0,
    skipped: {},
    leftOut: [],
    examples: [],
    unmatchedRows: [],
    price: { perItem: price, asOf: '2026-01-01', source: 'the price list', isEstimate: false },
    again: false,
    worstCase: nanoUsd(price * count),
    cap: null,
    balance: null,
    disclosure: [],
    warnings: [],
  }
  return engine.batches.insert({ id: randomUUID(), mode: 'paid', recipe, quote, outputFolder, cap: null })
}

interface Place {
  readonly file: Found
  readonly position: number
  readonly batch: Batch
}

function buildItem({ sources }: App, { file, position, batch }: Place): NewItem {
  const { path, bytes, mtimeMs: modifiedMs, relativePath } = file
  const facts = { width: 640, height: 480, orientation: 1, profile: null, hasAlpha: false, takenAt: null } as const
  const sha256 = hashOf(path)
  const source = sources.put({ path, bytes, modifiedMs }, { ...facts, format: 'jpeg', bitDepth: 8, bytes, sha256 })
  return {
    id: randomUUID(),
    batchId: batch.id,
    position,
    sourceId: source.id,
    sourceLabel: relativePath,
    prompt: recipe.prompt,
    targets: [relativePath],
    status: 'queued',
    skipReason: null,
    linkedItemId: null,
    failure: null,
  }
}

interface Done {
  readonly item: NewItem
  readonly batch: Batch
}

function finish({ items, outputs }: App, journal: Journal, { item, batch }: Done): void {
  const { id, batchId, sourceLabel } = item
  const entry = { id, batchId, mode: batch.mode } as const
  const attempt = journal.begin(entry, price, { batch: null, day: null, month: null })
  const body = JSON.stringify({ input: { prompt: item.prompt, image_url: `https://example.com/${id}` } })
  journal.submitting(entry, attempt, { path: '/v1/models/reve/edit/runs', body, bodySha256: hashOf(body) })
  journal.accepted(entry, attempt, { runId: randomUUID(), requestId: null })
  const cost = { amount: price, source: 'service' } as const
  const rest = { cost, seed: null, nsfwDetected: false, isPartial: false, requestId: null }
  const images = [{ kind: 'url', url: `https://example.com/${id}.png`, flagged: false } as const]
  journal.succeeded(entry, attempt, { runId: null, result: { ...rest, images }, cost })
  const picture = { format: 'png', width: 1_024, height: 768, bytes: outputBytes, isFlagged: false } as const
  const path = join(batch.outputFolder, `${batch.number}`, `${sourceLabel}.png`)
  outputs.put({
    ...picture,
    itemId: id,
    attemptId: attempt.id,
    number: 0,
    state: 'published',
    path,
    sha256: hashOf(id),
  })
  items.change(id, { status: 'done' })
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
