/** The days that are looked at, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

export type Period = { readonly kind: 'month'; readonly month: string } | ({ readonly kind: 'range' } & Days)

/** `YYYY-MM-DD` of the user's calendar. */
export function dayText(date: Date): string {
  return `${monthText(date)}-${String(date.getDate()).padStart(2, '0')}`
}

/** `YYYY-MM` of the user's calendar. */
export function monthText(date: Date): string {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** The days of a period; null for a range that is not whole or ends before it begins. */
export function daysOf(period: Period): Days | null {
  if (period.kind === 'range') {
    const { from, to } = period
    return from === '' || to === '' || from > to ? null : { from, to }
  }
  const [year = NaN, number = NaN] = period.month.split('-').map(Number)
  return { from: `${period.month}-01`, to: dayText(new Date(year, number, 0)) }
}

export function stepMonth(month: string, by: 1 | -1): string {
  const [year = NaN, number = NaN] = month.split('-').map(Number)
  return monthText(new Date(year, number - 1 + by, 1))
}

/** Months that can be chosen: those with money in them, this one, and the one that is shown; newest first. */
export function offeredMonths(known: readonly string[], shown: string, now: Date): readonly string[] {
  return [...new Set([...known, shown, monthText(now)])].toSorted().toReversed()
}
