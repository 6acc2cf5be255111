import { expect, it } from 'vitest'
import { cleanTag, tagKey } from '../../../shared/domain/tag.ts'

it.each([
  [' hero ', 'hero'],
  ['two \n words', 'two words'],
  ['mu\u0308de', 'müde'],
  ['   ', ''],
])('keeps %j as %j', (typed, kept) => {
  expect(cleanTag(typed)).toBe(kept)
})

it('has one key for a tag, however it is typed', () => {
  for (const typed of ['Müde', 'MÜDE', ' mu\u0308de ']) expect(tagKey(typed)).toBe('müde')
})
