import type { BatchStatus, ItemStatus, Mode } from '../../../shared/domain/item.ts'
import { noMoney, timesMoney } from '../../../shared/domain/money.ts'
import type { BatchRow, ItemRow, OutputRow, SourceRow } from '../../../shared/ipc/rows.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { findModel } from '../../../shared/models/catalogue.ts'

const folders = ['shoot-12', 'shoot-12/jackets', 'shoot-12/jackets/red', 'shoot-12/shoes', 'houses/elm street', 'Übung']
const firstDay = Date.UTC(2026, 4, 4, 8)

export function generateSource(id: number): SourceRow {
  const folder = folders[id % folders.length] ?? 'shoot-12'
  return {
    id,
    name: id % 97 === 5 ? `a very long name that a camera would never write ${id}.tiff` : `IMG_${number(id)}.jpg`,
    folder,
    bytes: 2_400_000 + ((id * 7_919) % 9_000_000),
    modifiedMs: firstDay + id * 61_000,
    picture: `source-${id}`,
    results: 0,
    status: null,
  }
}

const prompts = [
  'Make the background plain white',
  'Replace the sky by a clear blue one and leave the house as it is',
  'Jacket in deep green, same light, same folds',
  'Remove the price tag',
]
const models = ['runflow/reve/edit', 'runflow/openai/gpt-image-2/edit', 'aimlapi/reve/edit-image', 'local/adjust']

interface BatchPlan {
  readonly number: number
  readonly status: BatchStatus
  readonly mode: Mode
  readonly size: number
  /** Status by position; all done where it says nothing. */
  readonly statusAt: (position: number) => ItemStatus
}

export function generateBatch({ number, status, mode, size, statusAt }: BatchPlan): {
  row: BatchRow
  items: ItemRow[]
} {
  const model = findModel(models[number % models.length] ?? 'local/adjust')
  const prompt = model.prompt.isRequired ? (prompts[number % prompts.length] ?? '') : ''
  const id = `batch-${number}`
  const items = Array.from({ length: size }, (_, position) =>
    generateItem({ batch: { id, number, model: model.id, prompt }, position, status: statusAt(position) }),
  )
  const row: BatchRow = {
    id,
    number,
    mode,
    model: model.id,
    prompt,
    status,
    pause: status === 'paused' ? { code: 'cap-reached', message: 'The cap of $5.00 for this batch is reached.' } : null,
    counts: {},
    total: size,
    charged: noMoney,
    reserved: noMoney,
    atStake: noMoney,
    toSpend: noMoney,
    perItem: model.price.perImage,
    worstCase: timesMoney(model.price.perImage, size),
    cap: null,
    outputFolder: '/home/ada/Pictures/lightbench',
    createdAt: new Date(firstDay + number * 86_400_000).toISOString(),
    finishedAt: status === 'done' ? new Date(firstDay + number * 86_400_000 + 600_000).toISOString() : null,
    activity: status === 'running' ? 'running' : 'none',
    etaMs: null,
    pictures: items.slice(0, 4).map((item) => item.outputs[0]?.picture ?? item.picture),
  }
  return { row: sumUp(row, items), items }
}

/** The row of a batch with its counts and sums taken from its items. */
export function sumUp(row: BatchRow, items: readonly ItemRow[]): BatchRow {
  const counts: Partial<Record<ItemStatus, number>> = {}
  for (const { status } of items) counts[status] = (counts[status] ?? 0) + 1
  const done = counts.done ?? 0
  const unresolved = counts.unresolved ?? 0
  const open = items.length - done - unresolved - (counts.failed ?? 0) - (counts.skipped ?? 0)
  return {
    ...row,
    counts,
    charged: timesMoney(row.perItem, done),
    atStake: timesMoney(row.perItem, unresolved),
    toSpend: timesMoney(row.perItem, open),
    reserved: timesMoney(row.perItem, row.activity === 'running' ? Math.min(4, open) : 0),
    etaMs: row.activity === 'running' ? open * 700 : null,
  }
}

interface ItemPlan {
  readonly batch: { readonly id: string; readonly number: number; readonly model: string; readonly prompt: string }
  readonly position: number
  readonly status: ItemStatus
}

export function generateItem({ batch, position, status }: ItemPlan): ItemRow {
  const source = generateSource(position)
  const item: ItemRow = {
    id: `${batch.id}-item-${position}`,
    batchId: batch.id,
    position,
    label: `${source.folder}/${source.name}`,
    picture: source.picture,
    prompt: batch.prompt,
    status,
    skipReason: null,
    failure: null,
    charged: noMoney,
    atStake: noMoney,
    outputs: [],
    sourceId: position,
  }
  return withStatus(item, status, batch)
}

const failures: readonly { readonly code: ErrorCode; readonly message: string }[] = [
  { code: 'content-refused', message: 'Runflow declined this picture: it may show a protected brand.' },
  { code: 'provider-failed', message: 'The run ended without a result.' },
  { code: 'picture-unreadable', message: 'The file ends in the middle of the picture.' },
]

/** The item with what belongs to its status: an output, a failure, a reason. */
export function withStatus(item: ItemRow, status: ItemStatus, batch: ItemPlan['batch']): ItemRow {
  const price = findModel(batch.model).price.perImage
  const failure = failures[item.position % failures.length] ?? null
  return {
    ...item,
    status,
    failure:
      status === 'failed'
        ? failure
        : status === 'unresolved'
          ? { code: 'outcome-unknown', message: 'The request was sent and no answer came.' }
          : null,
    skipReason: status === 'skipped' ? 'already-done' : null,
    charged: status === 'done' ? price : noMoney,
    atStake: status === 'unresolved' ? price : noMoney,
    outputs: status === 'done' ? [generateOutput(item, batch)] : [],
  }
}

function generateOutput(item: ItemRow, batch: ItemPlan['batch']): OutputRow {
  const name = `IMG_${number(item.position)}-edit.jpg`
  return {
    id: `${item.id}-output`,
    name,
    path: `/home/ada/Pictures/lightbench/${name}`,
    picture: `output-${item.position}`,
    width: 1536,
    height: 1024,
    bytes: 1_240_000 + item.position * 311,
    format: 'jpeg',
    isFlagged: false,
    verdict: null,
    rating: 0,
    batchNumber: batch.number,
    model: batch.model,
    prompt: batch.prompt,
  }
}

function number(id: number): string {
  return String(id).padStart(4, '0')
}
