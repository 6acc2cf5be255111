import { formatUsd, toUsdNumber } from '../../../shared/domain/money.ts'
import type { ReportProgress } from '../../reports/reports.ts'
import type { ReportSubject, ReportTotals } from '../../reports/subject.ts'
import { describeCounts } from '../../reports/totals.ts'
import type { LedgerTotals } from '../../reports/write-ledger.ts'
import { line } from './json-lines.ts'
import { countOf, shown } from './shown-text.ts'

export function progressText(progress: ReportProgress | null): string {
  if (progress === null) return 'Reading …'
  const verb = { reading: 'Reading', pictures: 'Pictures', printing: 'Printing', writing: 'Writing' }[progress.phase]
  const { done, total } = progress
  return `${verb} ${done.toLocaleString('en')}${total === null ? '' : ` of ${total.toLocaleString('en')}`}`
}

export function reportText(path: string, { items, results, counts, money }: ReportTotals): string {
  const { paid, practice } = money
  const sums = [
    ...(paid.items > 0 || practice.items === 0 ? [`${formatUsd(paid.charged)} charged`] : []),
    ...(paid.held > 0 ? [`${formatUsd(paid.held)} held`] : []),
    ...(practice.items > 0 ? [`${formatUsd(practice.charged)} of practice money`] : []),
  ]
  const outcome = describeCounts(counts)
  return `${countOf(items, 'picture')}${outcome === '' ? '' : ` (${outcome})`}, ${countOf(results, 'result')}, ${sums.join(', ')}. Written to ${shown(path)}`
}

export function ledgerText(path: string, { rows, money }: LedgerTotals): string {
  const { paid, practice } = money
  const play = practice.charged > 0 ? `, ${formatUsd(practice.charged)} of practice money` : ''
  return `${countOf(rows, 'row')}, ${formatUsd(paid.charged)} charged, ${formatUsd(paid.held)} held${play}. Written to ${shown(path)}`
}

/** `chargedUsd` is real money alone; practice has a sum of its own. */
export function reportLine(
  path: string,
  { items, results, counts, verdicts, money }: ReportTotals,
  subject: ReportSubject,
): string {
  return line({
    type: 'report',
    ...(subject.kind === 'batch' ? { batchId: subject.id } : {}),
    path,
    items,
    results,
    counts,
    verdicts,
    chargedUsd: toUsdNumber(money.paid.charged),
    heldUsd: toUsdNumber(money.paid.held),
    practiceUsd: toUsdNumber(money.practice.charged),
  })
}

export function ledgerLine(path: string, { rows, money }: LedgerTotals): string {
  return line({
    type: 'report',
    path,
    rows,
    chargedUsd: toUsdNumber(money.paid.charged),
    heldUsd: toUsdNumber(money.paid.held),
    practiceUsd: toUsdNumber(money.practice.charged),
  })
}
