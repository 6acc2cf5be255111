import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalJson, type Json } from '../../../shared/domain/canonical-json.ts'

const values = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>

it('is JSON for the same value', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

it('is the same text whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), values), (object) => {
      const turned = Object.fromEntries(Object.entries(object).toReversed())
      expect(canonicalJson(turned)).toBe(canonicalJson(object))
    }),
  )
})

it('sorts the keys of nested objects and keeps the order of lists', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 2 }, 'x'], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},"x"]}')
})

it('has no white space and escapes what JSON escapes', () => {
  expect(canonicalJson({ 'a "b"': 'line\nend', c: [true, 1.5, ''] })).toBe(
    '{"a \\"b\\"":"line\\nend","c":[true,1.5,""]}',
  )
})
