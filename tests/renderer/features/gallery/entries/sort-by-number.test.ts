import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sortByNumber } from '../../../../../renderer/features/gallery/entries/sort-by-number.ts'

describe('indices by number', () => {
  it('are those a stable sort gives, whatever the numbers are', () => {
    const keys = fc.array(
      fc.oneof(
        fc.integer({ min: -3, max: 3 }),
        fc.maxSafeInteger().map((key) => Math.trunc(key / 8)),
      ),
    )
    fc.assert(
      fc.property(keys, (keys) => {
        const expected = keys.map((_, index) => index).toSorted((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0))
        expect(sortByNumber(keys)).toEqual(expected)
      }),
    )
  })

  it('are none of no numbers', () => {
    expect(sortByNumber([])).toEqual([])
  })
})
