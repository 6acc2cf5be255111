import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchOf } from '../../../../electron/history/browse/match.ts'
import { openView } from '../../../../electron/history/browse/open-view.ts'
import { all } from '../../../support/past.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

/** A library of one failed picture with these words, and how many a text finds in it. */
function libraryOf(prompt: string, sourceLabel = 'photo.jpg') {
  const library = createTestLibrary()
  addBatch(library, { item: { prompt, sourceLabel, status: 'failed' } })
  return (text: string): number => openView(library.database, { ...all, text }).ids.length
}

it('finds words of prompt, picture name and model, wherever they stand and however they are written', () => {
  const found = libraryOf('Make the ÉCLAIR red', 'Pâtisserie/IMG_1.jpg')
  for (const text of ['éclair', 'e\u0301clair', 'ECLAIR', 'eclair', 'img_1 red reve', 'patis', 'make   red', 'IMG'])
    expect([text, found(text)]).toEqual([text, 1])
  for (const text of ['clair', 'img_2 red', 'red green', 'jpgs']) expect([text, found(text)]).toEqual([text, 0])
})

it('finds names in whichever normal form the disk has them', () => {
  for (const name of ['ガラス.jpg', '한국.jpg', 'Ünï.jpg', 'Ἀθῆναι.jpg', 'Йод.jpg', 'ệ.jpg']) {
    for (const [kept, typed] of [
      ['NFC', 'NFD'],
      ['NFD', 'NFC'],
      ['NFD', 'NFD'],
    ] as const) {
      const found = libraryOf('', name.normalize(kept))
      const word = name.replace('.jpg', '').normalize(typed)
      expect([name, kept, typed, found(word)]).toEqual([name, kept, typed, 1])
    }
  }
})

it('reads what a query language would take for its own as words', () => {
  const found = libraryOf('warm AND cold NOT NEAR prompt:x ^start "quoted" 50% off_season')
  for (const text of ['AND', 'NOT', 'NEAR(prompt x)', '"quoted"', 'prompt:x', '^start', '50%', "'warm'", 'warm*'])
    expect([text, found(text)]).toEqual([text, 1])
  for (const text of ['OR', 'cold OR', 'model:warm', 'name:quoted']) expect([text, found(text)]).toEqual([text, 0])
})

it('takes a text without a word for no condition', () => {
  const found = libraryOf('warm')
  for (const text of ['', '   ', '"', "'", '(', '*', '-', '""', '{}', ':', '…', '😀', '\u0000', '\ud800'])
    expect([text, found(text)]).toEqual([text, 1])
})

it('leaves punctuation among words out', () => {
  const found = libraryOf('black & white, soft')
  for (const text of ['black & white', 'white, black', '(soft)', 'soft "', '"black" - "soft"'])
    expect([text, found(text)]).toEqual([text, 1])
})

it('never fails, whatever is typed', () => {
  const found = libraryOf('anything')
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('"', "'", '*', '(', ')', ':', '^', '-', '+', '{', '}', 'a', ' ', '\0'),
      maxLength: 30,
    }),
  )
  fc.assert(
    fc.property(typed, (text) => {
      expect(found(text)).toBeLessThanOrEqual(1)
    }),
    { numRuns: 400 },
  )
  expect(found('a '.repeat(250))).toBe(1)
  expect(found('가 '.repeat(250))).toBe(0)
})

it('asks for nothing but words that are begun', () => {
  expect(matchOf('sun "set* OR x')).toBe('"sun"* AND "set*"* AND "OR"* AND "x"*')
  expect(matchOf(' - ')).toBeNull()
})
