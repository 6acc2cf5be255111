import { nanoUsd, toUsdNumber, type NanoUsd } from '../../../shared/domain/money.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { BatchView, ItemView } from '../../batches/batch-view.ts'
import type { EntryRow } from '../../history/browse/rows.ts'
import type { Plan } from '../../batches/plan/plan.ts'

/**
 * A quote; `batchId` is the batch it becomes when it is agreed to, null where it only shows what would be done. `left`
 * are items that cannot be done again, where there are any.
 */
export function quoteLine({ quote, items, left }: Plan, batchId: string | null): string {
  const { price, worstCase, cap, balance, ...rest } = quote
  return line({
    type: 'quote',
    batchId,
    ...rest,
    failures: items.flatMap(({ sourceLabel, failure }) =>
      failure === null ? [] : [{ source: sourceLabel, ...failure }],
    ),
    ...(left.length === 0 ? {} : { left: left.map(({ name, failure }) => ({ source: name, ...failure })) }),
    price: {
      perItemUsd: toUsdNumber(price.perItem),
      asOf: price.asOf,
      source: price.source,
      isEstimate: price.isEstimate,
    },
    worstCaseUsd: toUsdNumber(worstCase),
    capUsd: usdOrNull(cap),
    balance: balance && { amountUsd: usdOrNull(balance.amount), note: balance.note },
  })
}

export function itemLine({ item, outputs, charged }: ItemView): string {
  return line({
    type: 'item',
    itemId: item.id,
    source: item.sourcePath,
    status: item.status,
    outputs,
    chargedUsd: toUsdNumber(charged),
    error: item.failure,
  })
}

/** A result, or an item that came to none: what `itemLine` says, and what it is found by. */
export function entryLine(row: EntryRow): string {
  const { errorCode, errorMessage, outputPath, outputId } = row
  return line({
    type: 'item',
    itemId: row.itemId,
    batch: row.batchNumber,
    mode: row.mode,
    model: row.model,
    at: row.at,
    source: row.sourcePath,
    prompt: row.prompt,
    status: row.status,
    skipReason: row.skipReason,
    outputs: outputPath === null ? [] : [outputPath],
    outputId,
    chargedUsd: toUsdNumber(nanoUsd(row.costNano)),
    error: errorCode === null ? null : { code: errorCode, message: errorMessage },
    verdict: row.verdict,
    rating: row.rating,
    isBinned: row.isBinned === 1,
  })
}

/** The last line of a batch. `number` is what commands take; `pause` says why it stands still, null where it does not. */
export function batchLine({ batch, counts, charged }: BatchView): string {
  return line({
    type: 'batch',
    batchId: batch.id,
    number: batch.number,
    status: batch.status,
    counts,
    chargedUsd: toUsdNumber(charged),
    pause: batch.pause,
  })
}

export function errorLine({ code, message, nextStep }: Failure & { readonly nextStep: string }): string {
  return line({ type: 'error', code, message, nextStep })
}

/** One object a line, whatever it holds: JSON escapes line breaks, and terminals never see a control character. */
export function line(value: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

export function usdOrNull(amount: NanoUsd | null): number | null {
  return amount === null ? null : toUsdNumber(amount)
}
