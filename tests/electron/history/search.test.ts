import { expect, it } from 'vitest'
import { searchItems } from '../../../electron/history/search.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'

it('finds words of prompt, picture name and model, wherever they stand and however they are written', () => {
  const library = createTestLibrary()
  addBatch(library, { item: { prompt: 'Make the ÉCLAIR red', sourceLabel: 'Pâtisserie/IMG_1.jpg' } })
  const found = (text: string): number => searchItems(library.database, text, 10).length
  expect(found('éclair')).toBe(1)
  expect(found('e\u0301clair')).toBe(1)
  expect(found('img_1 red reve')).toBe(1)
  expect(found('100%')).toBe(0)
  expect(found('img_2 red')).toBe(0)
  expect(found('   ')).toBe(0)
})

it('takes what SQL would take for wildcards as it is', () => {
  const library = createTestLibrary()
  addBatch(library, { item: { prompt: "50% off_season 'quoted'" } })
  expect(searchItems(library.database, '50%', 10)).toHaveLength(1)
  expect(searchItems(library.database, "'quoted'", 10)).toHaveLength(1)
  expect(searchItems(library.database, 'off%season', 10)).toHaveLength(0)
})

it('gives the newest first, page after page, up to the limit', () => {
  const library = createTestLibrary()
  for (let round = 0; round < 3; round += 1) addBatch(library, { count: 700 })
  const hits = searchItems(library.database, 'warm', 2_000)
  expect(hits).toHaveLength(2_000)
  expect(hits[0]).toMatchObject({ batchNumber: 3, source: '0.jpg' })
  expect(hits.at(-1)).toMatchObject({ batchNumber: 1, source: '599.jpg' })
  expect(new Set(hits.map(({ itemId }) => itemId)).size).toBe(2_000)
})
