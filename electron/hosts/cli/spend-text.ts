import { addMoney, formatUsd, nanoUsd, toUsdNumber, type NanoUsd } from '../../../shared/domain/money.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import { line } from './json-lines.ts'
import { table } from './layout.ts'
import { countOf, shown } from './shown-text.ts'

export type SpendBy = 'day' | 'model' | 'batch'

/** A table and its totals, for people. */
export function spendText(overview: SpendOverview, by: SpendBy): readonly string[] {
  const { from, to, mode, charged, held, refused, kept, unanswered } = overview
  const rows = rowsOf(overview, by)
  const atStake = addMoney(...unanswered.map((entry) => entry.atStake))
  const count = unanswered.reduce((sum, entry) => sum + entry.count, 0)
  return [
    ...(rows.length > 1 ? [table(rows)] : []),
    `${from} to ${to}${mode === 'practice' ? ', practice money' : ''}: ${formatUsd(charged)} charged${held > 0 ? `, ${formatUsd(held)} held` : ''}, ${countOf(refused, 'request')} ended without a charge`,
    ...(kept > 0 ? [`${countOf(kept, 'result')} kept, ${formatUsd(perKept(charged, kept))} each`] : []),
    ...(count > 0
      ? [
          `${countOf(count, 'request')} without an answer, ${formatUsd(atStake)} at stake, in ${unanswered.map(({ batchNumber }) => `batch ${batchNumber}`).join(', ')}`,
        ]
      : []),
  ]
}

function rowsOf({ days, models, batches }: SpendOverview, by: SpendBy): readonly (readonly string[])[] {
  switch (by) {
    case 'day':
      return [
        ['Day', 'Charged', 'Held'],
        ...days
          .filter(({ charged, held }) => charged > 0 || held > 0)
          .map(({ day, charged, held }) => [day, formatUsd(charged), held > 0 ? formatUsd(held) : '']),
      ]
    case 'model':
      return [
        ['Model', 'Charged', 'Requests', 'Refused', 'Kept', 'Each kept'],
        ...models.map((row) => [row.model, ...sumsOf(row)]),
      ]
    case 'batch':
      return [
        ['Batch', 'Model', 'Charged', 'Requests', 'Refused', 'Kept', 'Each kept'],
        ...batches.map((row) => [String(row.number), shown(row.model), ...sumsOf(row)]),
      ]
  }
}

interface Sums {
  readonly charged: NanoUsd
  readonly requests: number
  readonly refused: number
  readonly kept: number
}

function sumsOf({ charged, requests, refused, kept }: Sums): readonly string[] {
  const each = kept === 0 ? '' : formatUsd(perKept(charged, kept))
  return [formatUsd(charged), String(requests), String(refused), String(kept), each]
}

/** To the nearest hundredth of a cent: nobody pays less. */
function perKept(charged: NanoUsd, kept: number): NanoUsd {
  return nanoUsd(Math.round(charged / kept / 100_000) * 100_000)
}

/** One object for each row, and one with the totals at the end. */
export function spendLines(overview: SpendOverview, by: SpendBy): readonly string[] {
  const { mode, from, to, charged, held, refused, kept, unanswered } = overview
  return [
    ...jsonRows(overview, by).map((row) => line({ type: 'spend', by, mode, ...row })),
    line({
      type: 'spend',
      by: 'total',
      mode,
      from,
      to,
      chargedUsd: toUsdNumber(charged),
      heldUsd: toUsdNumber(held),
      refused,
      kept,
      unanswered: unanswered.map(({ atStake, ...entry }) => ({ ...entry, atStakeUsd: toUsdNumber(atStake) })),
    }),
  ]
}

function jsonRows({ days, models, batches }: SpendOverview, by: SpendBy): readonly Readonly<Record<string, unknown>>[] {
  if (by === 'day') {
    return days.map(({ day, charged, held }) => ({ day, chargedUsd: toUsdNumber(charged), heldUsd: toUsdNumber(held) }))
  }
  const rows: readonly Sums[] = by === 'model' ? models : batches
  return rows.map(({ charged, ...row }) => ({ ...row, chargedUsd: toUsdNumber(charged) }))
}
