import { formatUsd, toUsdNumber } from '../../../shared/domain/money.ts'
import type { DifferenceKind, Reconciled, SpendDifference } from '../../../shared/ipc/spend-rows.ts'
import { line } from './json-lines.ts'
import { table } from './layout.ts'
import { nameOf } from './service-argument.ts'
import { countOf, shown } from './shown-text.ts'

const kinds: Readonly<Record<DifferenceKind, string>> = {
  'only-here': 'only in the ledger',
  'only-there': 'only at the service',
  'other-amount': 'another amount',
}

/** What the ledger and a service say differently, for people. */
export function reconciledText(result: Reconciled): readonly string[] {
  const { service, here, there, matched, pending, unknown, isWhole, differences, differenceCount } = result
  const hidden = differenceCount - differences.length
  return [
    `${nameOf(service)}: ${formatUsd(here)} here, ${formatUsd(there)} there; ${countOf(matched, 'request')} the same, ${countOf(differenceCount, 'difference')}`,
    ...(differences.length > 0
      ? [table([['Day', 'What', 'Here', 'There', 'Batch', 'Picture', 'Id'], ...differences.map(rowOf)])]
      : []),
    ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ...(pending > 0 ? [`${countOf(pending, 'request')} not compared: still under way, or too new to be listed.`] : []),
    ...(unknown > 0 ? [`${countOf(unknown, 'record')} without a cost.`] : []),
    ...(isWhole ? [] : ['The service has more records than were read; ask for fewer days.']),
  ]
}

function rowOf({ day, kind, here, there, batchNumber, name, attempt, runId }: SpendDifference): readonly string[] {
  return [
    day,
    kinds[kind],
    formatUsd(here),
    formatUsd(there),
    batchNumber === null ? '' : String(batchNumber),
    shown(name ?? ''),
    shown(runId ?? attempt ?? ''),
  ]
}

/** One object for each difference, and one with the totals of the service at the end. */
export function reconciledLines(result: Reconciled): readonly string[] {
  const { service, here, there, differences, days, ...counts } = result
  return [
    ...differences.map(({ here: own, there: theirs, ...difference }) =>
      line({ type: 'difference', service, ...difference, hereUsd: toUsdNumber(own), thereUsd: toUsdNumber(theirs) }),
    ),
    line({
      type: 'reconciled',
      service,
      hereUsd: toUsdNumber(here),
      thereUsd: toUsdNumber(there),
      ...counts,
      days: days.map(({ day, ...sums }) => ({
        day,
        hereUsd: toUsdNumber(sums.here),
        thereUsd: toUsdNumber(sums.there),
      })),
    }),
  ]
}
