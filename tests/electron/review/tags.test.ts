import fc from 'fast-check'
import { expect, it } from 'vitest'
import { undoTags, withoutTags, withTags } from '../../../electron/review/tags.ts'
import { cleanTag, tagKey } from '../../../shared/domain/tag.ts'
import { longestTag, mostTags } from '../../../shared/domain/review.ts'

const word = fc.oneof(
  fc.constantFrom('Hero', 'hero', ' HERO ', 'müde', 'mu\u0308de', 'MÜDE', 'two  words', 'Two Words', 'ß', 'İ', '夜'),
  fc.string({ maxLength: 12 }),
)
const tags = fc.array(word, { maxLength: 12 }).map((words) => withTags([], words))

it('takes words that differ in case, normal form or spaces alone for one tag, and keeps the first spelling in its place', () => {
  expect(withTags(['Hero', 'sky'], ['HERO', 'mu\u0308de', ' Müde', 'sky '])).toEqual(['Hero', 'sky', 'müde'])
  expect(withoutTags(['Hero', 'sky'], [' hERO'])).toEqual(['sky'])
})

it('refuses more and longer tags than a result takes', () => {
  const full = Array.from({ length: mostTags }, (_, index) => `tag ${index}`)
  expect(withTags(full, ['TAG 3'])).toEqual(full)
  expect(() => withTags(full, ['one more'])).toThrow('takes 50 tags')
  expect(() => withTags([], ['x'.repeat(longestTag + 1)])).toThrow('too long')
})

it('never holds one tag twice, whatever is added and removed', () => {
  fc.assert(
    fc.property(tags, fc.array(word), fc.array(word), (start, added, removed) => {
      const result = withTags(withoutTags(start, removed), added)
      const keys = result.map(tagKey)
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys).not.toContain('')
      expect(withTags(result, added)).toEqual(result)
      expect(result.map(cleanTag)).toEqual(result)
    }),
  )
})

it('brings back exactly what was where nobody touched it since', () => {
  fc.assert(
    fc.property(tags, fc.array(word), fc.array(word), (before, added, removed) => {
      const after = withTags(withoutTags(before, removed), added)
      expect(undoTags({ before, after, now: after })).toEqual(before)
    }),
  )
})

it('leaves what others did since, and undoes its own part', () => {
  fc.assert(
    fc.property(fc.record({ before: tags, added: fc.array(word), removed: fc.array(word), now: tags }), (drawn) => {
      const { before, added, removed, now } = drawn
      const after = withTags(withoutTags(before, removed), added)
      const undone = new Set(undoTags({ before, after, now }).map(tagKey))
      const [was, became] = [new Set(before.map(tagKey)), new Set(after.map(tagKey))]
      for (const key of now.map(tagKey)) expect(undone.has(key)).toBe(was.has(key) || !became.has(key))
      for (const key of was) if (!became.has(key)) expect(undone).toContain(key)
      expect(undone.size).toBe(undoTags({ before, after, now }).length)
    }),
  )
})
