import type { NanoUsd } from '../../../shared/domain/money.ts'
import { addMoney } from '../../../shared/domain/money.ts'
import type { SpendDay } from '../../../shared/ipc/spend-rows.ts'

/** A bar of the chart: a day, or a month where there are many days. */
export interface ChartBar {
  /** `YYYY-MM-DD` or `YYYY-MM`. */
  readonly key: string
  readonly charged: NanoUsd
  readonly held: NanoUsd
}

export interface Scale {
  /** What the top of the chart stands for. */
  readonly top: number
  /** Amounts with a line of their own, lowest first. */
  readonly lines: readonly number[]
}

/** More bars than that cannot be told apart. */
export const mostDays = 92
const nanosPerUsd = 1_000_000_000

export function barsOf(days: readonly SpendDay[]): readonly ChartBar[] {
  if (days.length <= mostDays) return days.map(({ day, charged, held }) => ({ key: day, charged, held }))
  const months = new Map<string, ChartBar>()
  for (const { day, charged, held } of days) {
    const key = day.slice(0, 7)
    const sum = months.get(key)
    months.set(key, {
      key,
      charged: sum === undefined ? charged : addMoney(sum.charged, charged),
      held: sum === undefined ? held : addMoney(sum.held, held),
    })
  }
  return [...months.values()]
}

/** A round amount above everything that is shown, with one to four lines on the way. */
export function scaleOf(bars: readonly ChartBar[], cap: NanoUsd | null): Scale {
  const most = Math.max(...bars.map(({ charged, held }) => charged + held), 0)
  // A cap far above the bars would press them flat.
  const wanted = Math.max(most, cap !== null && cap <= most * 3 ? cap : 0) / nanosPerUsd
  if (wanted === 0) return { top: nanosPerUsd, lines: [nanosPerUsd] }
  const power = 10 ** Math.floor(Math.log10(wanted))
  const step = [0.25, 0.5, 1, 2.5].map((part) => part * power).find((part) => wanted / part <= 4) ?? 5 * power
  const count = Math.ceil(wanted / step - 1e-9)
  const lines = Array.from({ length: count }, (_, index) => Math.round((index + 1) * step * nanosPerUsd))
  return { top: lines.at(-1) ?? nanosPerUsd, lines }
}
