import fc from 'fast-check'
import { expect, it } from 'vitest'
import { barsOf, mostDays, scaleOf } from '../../../../renderer/features/spend/chart-shape.ts'
import { nanoUsd, noMoney } from '../../../../shared/domain/money.ts'

const usd = (amount: number) => nanoUsd(Math.round(amount * 1e9))
const bar = (amount: number) => ({ key: '2026-03-01', charged: usd(amount), held: noMoney })

it('shows days as they are, and months where there are too many of them', () => {
  const days = Array.from({ length: mostDays + 1 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
    charged: usd(1),
    held: usd(2),
  }))
  expect(barsOf(days.slice(1))).toHaveLength(mostDays)
  expect(barsOf(days)).toEqual([
    { key: '2026-01', charged: usd(31), held: usd(62) },
    { key: '2026-02', charged: usd(28), held: usd(56) },
    { key: '2026-03', charged: usd(31), held: usd(62) },
    { key: '2026-04', charged: usd(3), held: usd(6) },
  ])
})

it('has a round top above everything, with few lines', () => {
  expect(scaleOf([bar(29.085)], null).lines.map((line) => line / 1e9)).toEqual([10, 20, 30])
  expect(scaleOf([bar(0.04)], null).lines.map((line) => line / 1e9)).toEqual([0.01, 0.02, 0.03, 0.04])
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), (amount) => {
      const { top, lines } = scaleOf([bar(amount)], null)
      expect(top).toBeGreaterThanOrEqual(usd(amount) - 1)
      expect(top).toBeLessThanOrEqual(usd(amount) * 2.5 + 1)
      expect(lines.length).toBeGreaterThanOrEqual(1)
      expect(lines.length).toBeLessThanOrEqual(5)
    }),
  )
})

it('makes room for a cap that is near, and not for one that would press the bars flat', () => {
  expect(scaleOf([bar(4)], usd(9)).top).toBeGreaterThanOrEqual(usd(9))
  expect(scaleOf([bar(4)], usd(90)).top).toBeLessThan(usd(10))
  expect(scaleOf([bar(0)], null).lines).toHaveLength(1)
})
