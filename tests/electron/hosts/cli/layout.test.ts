import fc from 'fast-check'
import { expect, it } from 'vitest'
import { definitions, table, wrap } from '../../../../electron/hosts/cli/layout.ts'
import { shorten, shown } from '../../../../electron/hosts/cli/shown-text.ts'

it('wraps at spaces and indents what follows', () => {
  expect(wrap('one two three four five six', 20, 2)).toBe('one two three four\n  five six')
})

it('loses no word and makes no line wider than asked, single long words excepted', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(words, fc.integer({ min: 20, max: 60 }), (list, width) => {
      const lines = wrap(list.join(' '), width).split('\n')
      expect(lines.join(' ')).toBe(list.join(' '))
      expect(lines.every((line) => line.length <= width)).toBe(true)
    }),
  )
})

it('aligns terms and the lines of their texts', () => {
  expect(
    definitions(
      [
        ['a', 'short'],
        ['long', 'one two three four five six'],
      ],
      28,
    ),
  ).toBe(['  a     short', '  long  one two three four', '        five six'].join('\n'))
})

it('aligns columns by their widest cell', () => {
  expect(
    table([
      ['a', 'b', 'c'],
      ['long', 'x', 'last'],
    ]),
  ).toBe('a     b  c\nlong  x  last')
})

it('shows text from outside as one harmless line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(shown(text)).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u)
    }),
  )
  expect(shown('one\n  two\tthree\u001b[31m')).toBe('one   two three\uFFFD[31m')
})

it('shortens in the middle and cuts no letter apart', () => {
  expect(shorten('IMG_0001_final.jpg', 10)).toBe('IMG_0….jpg')
  expect(shorten('short.jpg', 10)).toBe('short.jpg')
  expect(shorten('👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀', 4)).toBe('👩‍🚀👩‍🚀…👩‍🚀')
})
