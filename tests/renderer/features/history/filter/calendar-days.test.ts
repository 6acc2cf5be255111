import { expect, it } from 'vitest'
import { daysBack, daysOfMonth } from '../../../../../renderer/features/history/filter/calendar-days.ts'

it('counts days back over the ends of months and years', () => {
  const now = new Date(2026, 0, 3, 23, 59)
  expect(daysBack(now, 0)).toBe('2026-01-03')
  expect(daysBack(now, 6)).toBe('2025-12-28')
})

it('knows the days of a month', () => {
  expect(daysOfMonth('2024-02')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  expect(daysOfMonth('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
})
