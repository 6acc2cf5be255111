import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nearest } from '../../../shared/domain/nearest.ts'

it.each([
  ['strenght', ['strength', 'steps', 'seed'], 'strength'],
  ['SEED', ['strength', 'seed'], 'seed'],
  ['reve/edit', ['runflow/reve/edit', 'local/adjust'], 'runflow/reve/edit'],
  ['qualty', ['quality', 'image_size'], 'quality'],
  ['zzzzzzzz', ['quality', 'seed'], null],
  ['anything', [], null],
  ['', ['quality'], null],
])('takes “%s” among %j for %s', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant)
})

it('finds a word that is among the candidates', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z_]{1,12}$/), { minLength: 1, maxLength: 8 }), (candidates) => {
      for (const candidate of candidates) expect(nearest(candidate, candidates)).toBe(candidate)
    }),
  )
})

it('finds a word with one wrong letter, unless another is as near', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-m]{3,12}$/), fc.nat(), (word, at) => {
      const place = at % word.length
      const mistyped = `${word.slice(0, place)}z${word.slice(place + 1)}`
      expect(nearest(mistyped, ['yyyyyyyyyyyyyyyyyyyyyyyy', word])).toBe(word)
    }),
  )
})
