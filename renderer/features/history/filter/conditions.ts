import { parseUsd } from '../../../../shared/domain/money.ts'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../../shared/ipc/history-query.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import type { Translate } from '../../../messages/translate.ts'

/** One thing a query asks for, and the query that asks for all but it. */
export interface Condition {
  readonly key: string
  readonly label: string
  readonly without: HistoryQuery
}

/** How what a query names by ids is called. */
export interface Names {
  readonly within: string
  /** A day such as `2026-03-01`, as it is read. */
  readonly day: (day: string) => string
}

type ListField = 'modes' | 'models' | 'statuses' | 'verdicts' | 'tags'

/** What a query asks for, in the order of the filters; sorting, stacking and showing the bin hide nothing. */
export function conditionsOf(query: HistoryQuery, names: Names, t: Translate): readonly Condition[] {
  const text = query.text.trim()
  const { within, minRating } = query
  return [
    text !== '' && { key: 'text', label: t('history.text-quoted', { text }), without: { ...query, text: '' } },
    within.kind !== 'all' && {
      key: 'within',
      label: names.within,
      without: { ...query, within: everything.within },
    },
    ...each(query, 'verdicts', (verdict) => t(`history.verdict-${verdict}`)),
    minRating > 0 && {
      key: 'rating',
      label: t('history.at-least', { rating: minRating }),
      without: { ...query, minRating: everything.minRating },
    },
    ...each(query, 'tags', (tag) => `#${tag}`),
    ...each(query, 'statuses', (status) => t(`status.${status}`)),
    ...each(query, 'models', modelName),
    ...each(query, 'modes', (mode) => t(`history.mode-${mode}`)),
    (query.from !== null || query.to !== null) && {
      key: 'dates',
      label: datesText(query, names, t),
      without: { ...query, from: null, to: null },
    },
    (query.minCost !== null || query.maxCost !== null) && {
      key: 'costs',
      label: costsText(query, t),
      without: { ...query, minCost: null, maxCost: null },
    },
  ].filter((condition) => condition !== false)
}

/** The query with nothing asked for, in the order it has. */
export function withoutConditions({ sort, descending, stacked, binned }: HistoryQuery): HistoryQuery {
  return { ...everything, sort, descending, stacked, binned }
}

export function modelName(id: string): string {
  return catalogue.find((model) => model.id === id)?.name ?? id
}

/** The list with a value put in, or taken out where it was there. */
export function toggled<T>(values: readonly T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
}

function each<F extends ListField>(
  query: HistoryQuery,
  field: F,
  label: (value: HistoryQuery[F][number]) => string,
): readonly Condition[] {
  const values: readonly HistoryQuery[F][number][] = query[field]
  return values.map((value) => ({
    key: `${field} ${value}`,
    label: label(value),
    without: { ...query, [field]: values.filter((other) => other !== value) },
  }))
}

function datesText({ from, to }: HistoryQuery, { day }: Names, t: Translate): string {
  if (from !== null && from === to) return day(from)
  if (from === null) return to === null ? '' : t('history.until', { day: day(to) })
  return to === null ? t('history.since', { day: day(from) }) : t('history.from-to', { from: day(from), to: day(to) })
}

function costsText({ minCost, maxCost }: HistoryQuery, t: Translate): string {
  if (minCost === null) return maxCost === null ? '' : t('history.cost-most', { sum: sumText(maxCost, t) })
  return maxCost === null
    ? t('history.cost-least', { sum: sumText(minCost, t) })
    : t('history.cost-between', { least: sumText(minCost, t), most: sumText(maxCost, t) })
}

/** An amount of a query is one that was read before it was asked for; what is not is shown as it is. */
function sumText(usd: string, t: Translate): string {
  const amount = parseUsd(usd)
  return amount === null ? usd : t.money(amount)
}
