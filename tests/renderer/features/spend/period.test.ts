import { expect, it } from 'vitest'
import { daysOf, offeredMonths, stepMonth } from '../../../../renderer/features/spend/period.ts'

it('knows the days of every month', () => {
  expect(daysOf({ kind: 'month', month: '2026-02' })).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOf({ kind: 'month', month: '2028-02' })).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(daysOf({ kind: 'month', month: '2026-12' })).toEqual({ from: '2026-12-01', to: '2026-12-31' })
})

it('takes a range only where it is whole and goes forward', () => {
  const range = { kind: 'range', from: '2026-03-01', to: '2026-03-01' } as const
  expect(daysOf(range)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
  expect(daysOf({ ...range, to: '2026-02-28' })).toBeNull()
  expect(daysOf({ ...range, from: '' })).toBeNull()
})

it('steps over the end of a year', () => {
  expect([stepMonth('2026-12', 1), stepMonth('2026-01', -1)]).toEqual(['2027-01', '2025-12'])
})

it('offers months with money, this one and the one that is shown, once each, newest first', () => {
  const now = new Date(2026, 2, 20)
  expect(offeredMonths(['2026-03', '2025-11'], '2026-01', now)).toEqual(['2026-03', '2026-01', '2025-11'])
})
