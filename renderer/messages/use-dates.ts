import { useTranslate } from './use-translate.ts'

/** Dates in the language of the window, the way its user's system writes them. */
export interface Dates {
  full(iso: string): string
  /** To the second, for what happens within a minute. */
  exact(iso: string): string
  /** The day of a moment, without its time. */
  date(iso: string): string
  /** Of a calendar day such as `2026-03-01`. */
  day(day: string): string
  /** Of a calendar month such as `2026-03`, with its year. */
  month(month: string): string
  /** The same, short and without its year. */
  shortMonth(month: string): string
}

export function useDates(): Dates {
  return datesIn(useTranslate().locale)
}

const known = new Map<string, Dates>()

/** Made once for each language: a grid has many that ask. */
export function datesIn(locale: string): Dates {
  const made = known.get(locale) ?? makeDates(locale)
  known.set(locale, made)
  return made
}

function makeDates(locale: string): Dates {
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'medium' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  // Calendar days and months belong to no time zone, so they are read and written in the same one.
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortMonth = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  return {
    full: (iso) => full.format(new Date(iso)),
    exact: (iso) => exact.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
    day: (iso) => day.format(new Date(`${iso}T00:00:00Z`)),
    month: (iso) => month.format(new Date(`${iso}-01T00:00:00Z`)),
    shortMonth: (iso) => shortMonth.format(new Date(`${iso}-01T00:00:00Z`)),
  }
}
