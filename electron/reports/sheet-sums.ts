import { formatUsd, type NanoUsd } from '../../shared/domain/money.ts'
import { escapeHtml } from './escape-html.ts'
import type { ReportTotals } from './subject.ts'
import { shownCounts } from './totals.ts'
import type { ReportWords } from './words.ts'

/** The totals as a row of figures. Practice money has a figure of its own. */
export function sumsOf({ items, results, counts, verdicts, money }: ReportTotals, words: ReportWords): string {
  const { paid, practice } = money
  const outcomes = shownCounts(counts).map(([status, count]) => `${count} ${words.statuses[status]}`)
  const marks = [
    ...(verdicts.keep > 0 ? [`${verdicts.keep} ${words.kept}`] : []),
    ...(verdicts.reject > 0 ? [`${verdicts.reject} ${words.rejected}`] : []),
  ]
  const figures: readonly (readonly [name: string, text: string])[] = [
    [words.items, items.toLocaleString(words.locale)],
    [words.results, results.toLocaleString(words.locale)],
    [words.outcomes, outcomes.join(' · ')],
    [words.verdicts, marks.join(' · ')],
    ...(practice.items === items && items > 0 ? [] : amounts(words.charged, paid, words.held)),
    ...(practice.items > 0 ? amounts(words.chargedPractice, practice, `${words.held} (${words.practice})`) : []),
  ]
  const shown = figures.filter(([, text]) => text !== '')
  return `<dl class="sums">${shown.map(([name, text]) => `<div><dt>${name}</dt><dd>${escapeHtml(text)}</dd></div>`).join('')}</dl>\n`
}

function amounts(
  name: string,
  { charged, held }: { readonly charged: NanoUsd; readonly held: NanoUsd },
  heldName: string,
): readonly (readonly [string, string])[] {
  return [[name, formatUsd(charged)], ...(held > 0 ? [[heldName, formatUsd(held)] as const] : [])]
}
