import { AppError } from '../../../shared/errors.ts'

/** The moment a day of the user's calendar begins, `days` later, as times are kept. Throws `invalid-request` for no day. */
export function startOfDay(day: string, days = 0): string {
  const [year = NaN, month = NaN, date = NaN] = day.split('-').map(Number)
  const start = new Date(year, month - 1, date)
  if (start.getMonth() === month - 1 && start.getDate() === date)
    return new Date(year, month - 1, date + days).toISOString()
  throw new AppError('invalid-request', `“${day}” is no day of the calendar; a day is written like 2026-03-01.`)
}

/** `YYYY-MM` of the user's calendar. */
export function monthOf(at: string): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

/** The moment a month of the user's calendar begins, `months` later. */
export function startOfMonth(month: string, months = 0): string {
  const [year = NaN, number = NaN] = month.split('-').map(Number)
  return new Date(year, number - 1 + months, 1).toISOString()
}
