import fc from 'fast-check'
import { expect, it } from 'vitest'
import { timeOrderedId } from '../../../electron/practice/identifiers.ts'

it('makes UUIDs of version 7 that sort by time', () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 42 }), fc.integer({ min: 1, max: 1e9 }), (nowMs, laterByMs) => {
      const [first, second] = [timeOrderedId(nowMs), timeOrderedId(nowMs + laterByMs)]
      expect(first).toMatch(pattern)
      expect(first < second).toBe(true)
    }),
  )
})
