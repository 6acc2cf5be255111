import type { SpendView } from '../../shared/ipc/service-rows.ts'
import type { App } from '../app.ts'
import { localDay } from '../batches/journal/ledger.ts'
import { capsOf } from '../settings/settings-schema.ts'

const daysShown = 14

/** What was spent lately in the mode of the window. Caps of day and month hold for real money alone. */
export async function readSpend({
  settings,
  ledger,
  clock,
}: Pick<App, 'settings' | 'ledger' | 'clock'>): Promise<SpendView> {
  const read = await settings.read()
  const { mode } = read.window
  const caps = mode === 'paid' ? capsOf(read) : { day: null, month: null }
  const now = clock.now()
  const today = localDay(now)
  return {
    mode,
    day: { ...ledger.daySpend(mode, today), cap: caps.day },
    month: { ...ledger.monthSpend(mode, today), cap: caps.month },
    days: Array.from({ length: daysShown }, (_, index) => dayBefore(now, daysShown - 1 - index)).map((day) => ({
      day,
      charged: ledger.daySpend(mode, day).charged,
    })),
  }
}

/** By the calendar: a day is not always 24 hours. */
function dayBefore(date: Date, days: number): string {
  return localDay(new Date(date.getFullYear(), date.getMonth(), date.getDate() - days, 12))
}
