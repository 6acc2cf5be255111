import { describe, expect, it } from 'vitest'
import { sparkBars, spendShares } from '../../../../renderer/features/batch/spend-shape.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'

const line = (charged: number, reserved: number, cap: number | null) => ({
  charged: nanoUsd(charged),
  reserved: nanoUsd(reserved),
  cap: cap === null ? null : nanoUsd(cap),
})

describe('the bar of a cap', () => {
  it.each([
    [line(5, 2, 10), { charged: 0.5, reserved: 0.2, isFull: false }],
    [line(8, 5, 10), { charged: 0.8, reserved: expect.closeTo(0.2) as number, isFull: true }],
    [line(15, 5, 10), { charged: 1, reserved: 0, isFull: true }],
    [line(0, 0, 0), { charged: 1, reserved: 0, isFull: true }],
    [line(5, 0, null), { charged: 0, reserved: 0, isFull: false }],
  ])('of %j', (spent, shares) => expect(spendShares(spent)).toEqual(shares))
})

describe('the chart of days', () => {
  it('is as high as its largest day, and shows every day', () => {
    const days = [0, 1, 500, 1_000].map((charged, at) => ({ day: `2026-05-0${at + 1}`, charged: nanoUsd(charged) }))
    expect(sparkBars(days).map(({ height }) => height)).toEqual([1, 2, 8, 16])
  })
})
