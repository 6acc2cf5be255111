import type { SpendLine, SpendView } from '../../../shared/ipc/service-rows.ts'

/** How much of a cap is used: shares of it that together are at most 1. */
export function spendShares({ charged, reserved, cap }: SpendLine) {
  if (cap === null) return { charged: 0, reserved: 0, isFull: false }
  if (cap === 0) return { charged: 1, reserved: 0, isFull: true }
  const share = Math.min(1, charged / cap)
  return { charged: share, reserved: Math.min(1 - share, reserved / cap), isFull: charged + reserved >= cap }
}

/** Bars of a 56 × 16 chart, a day each. A day without spending is a line, so that days can be told from gaps. */
export function sparkBars(
  days: SpendView['days'],
): readonly { readonly day: string; readonly x: number; readonly height: number }[] {
  const most = Math.max(1, ...days.map(({ charged }) => charged))
  return days.map(({ day, charged }, index) => ({
    day,
    x: index * 4,
    height: charged === 0 ? 1 : Math.max(2, Math.round((charged / most) * 16)),
  }))
}
