import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addMoney,
  formatUsd,
  nanoUsd,
  noMoney,
  parseUsd,
  timesMoney,
  toUsdNumber,
  usdFromNumber,
} from '../../../shared/domain/money.ts'

/** Up to a million dollars, which is far more than either service lets anybody pay. */
const amounts = fc.integer({ min: 0, max: 999_999_999_999_999 }).map(nanoUsd)

describe('amounts', () => {
  it('survive being written and read', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseUsd(formatUsd(amount).slice(1))).toBe(amount)
      }),
    )
  })

  it('survive being written as JSON numbers and read', () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(usdFromNumber(toUsdNumber(amount))).toBe(amount)
      }),
    )
  })

  it('add up exactly, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e12 }).map(nanoUsd), { maxLength: 50 }), (parts) => {
        const sum = parts.reduce((total, part) => total + BigInt(part), 0n)
        expect(BigInt(addMoney(...parts))).toBe(sum)
        expect(addMoney(...parts.toReversed())).toBe(addMoney(...parts))
      }),
    )
  })

  it('multiply as they add', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }).map(nanoUsd), fc.integer({ min: 0, max: 40 }), (amount, count) => {
        expect(timesMoney(amount, count)).toBe(addMoney(...Array.from({ length: count }, () => amount)))
      }),
    )
  })

  it('are never understated when read from a decimal, and by less than a billionth overstated', () => {
    const decimals = fc.tuple(fc.integer({ min: 0, max: 999_999 }), fc.stringMatching(/^[0-9]{0,18}$/))
    fc.assert(
      fc.property(decimals, ([whole, fraction]) => {
        const scale = 10n ** 18n
        const exact = BigInt(whole) * scale + BigInt(fraction.padEnd(18, '0'))
        const read = BigInt(parseUsd(`${whole}.${fraction}`)!) * 10n ** 9n
        expect(read >= exact && read - exact < 10n ** 9n).toBe(true)
      }),
    )
  })

  it('are never understated when read from a JSON number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 900_000, noNaN: true }), (value) => {
        expect(toUsdNumber(usdFromNumber(value)!)).toBeGreaterThanOrEqual(value)
      }),
    )
  })

  it('refuse fractions of a billionth and sums beyond exact numbers', () => {
    expect(() => nanoUsd(0.5)).toThrow(RangeError)
    expect(() => nanoUsd(Number.NaN)).toThrow(RangeError)
    expect(() => addMoney(nanoUsd(Number.MAX_SAFE_INTEGER), nanoUsd(1))).toThrow(RangeError)
    expect(() => timesMoney(nanoUsd(3), 0.5)).toThrow(RangeError)
  })
})

describe('a decimal', () => {
  it.each([
    ['0.04', 40_000_000],
    ['12', 12_000_000_000],
    ['12.', 12_000_000_000],
    [' +0.0536705 ', 53_670_500],
    ['0.0000000001', 1],
    ['0.1000000000', 100_000_000],
    ['999999.999999999', 999_999_999_999_999],
  ])('“%s” is read', (text, amount) => {
    expect(parseUsd(text)).toBe(amount)
  })

  it.each(['', '.5', '-1', '1,5', '1e3', '$1', '0x10', '1 000', 'NaN', '1234567', '1.2.3', '１'])(
    '“%s” is no amount',
    (text) => {
      expect(parseUsd(text)).toBeNull()
    },
  )
})

describe('a JSON number', () => {
  it.each([
    [0.105, 105_000_000],
    [0.1, 100_000_000],
    [0, 0],
    [1e-7, 100],
    [1.5e-9, 2],
    [1e-30, 1],
    [5e-324, 1],
    [25, 25_000_000_000],
  ])('%d is read', (value, amount) => {
    expect(usdFromNumber(value)).toBe(amount)
  })

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1e21])('%d is no amount', (value) => {
    expect(usdFromNumber(value)).toBeNull()
  })
})

describe('an amount on screen', () => {
  it.each([
    [0, '$0.00'],
    [40_000_000, '$0.04'],
    [19_440_000_000, '$19.44'],
    [53_670_500, '$0.0536705'],
    [100_000_000, '$0.10'],
    [1, '$0.000000001'],
    [-250_000_000, '-$0.25'],
  ])('%d reads %s', (amount, text) => {
    expect(formatUsd(nanoUsd(amount))).toBe(text)
  })

  it('is nothing when there is nothing', () => {
    expect(addMoney()).toBe(noMoney)
  })
})
