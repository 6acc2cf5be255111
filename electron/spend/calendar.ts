import { AppError } from '../../shared/errors.ts'
import { localDay } from '../batches/journal/ledger.ts'

/** Days of the user's calendar, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

const mostDays = 3_700

/** Every day of a range, oldest first. Throws `invalid-request` for one that ends before it begins or is too long. */
export function daysOf({ from, to }: Days): readonly string[] {
  const days: string[] = []
  for (let date = dateOf(from); ; date = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1, 12)) {
    const day = localDay(date)
    if (day > to) break
    days.push(day)
    if (days.length > mostDays) throw new AppError('invalid-request', 'So many years are more than can be shown.')
  }
  if (days.length === 0) throw new AppError('invalid-request', `The days end (${to}) before they begin (${from}).`)
  return days
}

/** Whether a text is a day that is in the calendar. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && localDay(dateOf(text)) === text
}

/** The moments in which a range begins and ends, ms since 1970. */
export function momentsOf({ from, to }: Days): { readonly fromMs: number; readonly toMs: number } {
  const [first, last] = [dateOf(from), dateOf(to)]
  return {
    fromMs: new Date(first.getFullYear(), first.getMonth(), first.getDate()).getTime(),
    toMs: new Date(last.getFullYear(), last.getMonth(), last.getDate() + 1).getTime() - 1,
  }
}

/** Noon, because a day is not always 24 hours. */
function dateOf(day: string): Date {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 12)
}
