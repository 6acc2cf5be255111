import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural } from '../../../electron/library/natural-order.ts'

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc
    .array(fc.constantFrom('a', 'A', '0', '1', '9', '10', '007', 'é', '-', ' '), { maxLength: 8 })
    .map((parts) => parts.join('')),
)

describe('natural order', () => {
  it('counts numbers and sets capitals beside small letters', () => {
    const sorted = [
      'shot10',
      'shot2',
      'Shot1',
      'b',
      'A',
      'a',
      'shot02',
      'shot',
      '9'.repeat(30),
      '1'.repeat(31),
      'shot1b',
    ].sort(compareNatural)
    expect(sorted).toEqual([
      '9'.repeat(30),
      '1'.repeat(31),
      'A',
      'a',
      'b',
      'shot',
      'Shot1',
      'shot1b',
      'shot02',
      'shot2',
      'shot10',
    ])
  })

  it('is a total order: only identical names are equal', () => {
    fc.assert(
      fc.property(names, names, names, (a, b, c) => {
        expect(compareNatural(a, b) === 0).toBe(a === b)
        expect(Math.sign(compareNatural(a, b))).toBe(0 - Math.sign(compareNatural(b, a)))
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) expect(compareNatural(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 3_000 },
    )
  })
})
