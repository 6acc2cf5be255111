import { expect, it } from 'vitest'
import { createSavedSearches } from '../../../../electron/history/kept/saved-searches.ts'
import { searchText } from '../../../../electron/history/kept/search-text.ts'
import { all } from '../../../support/past.ts'
import { createTestLibrary } from '../../../support/test-library.ts'

const sunsets = { ...all, text: 'sunset', verdicts: ['keep' as const], minRating: 3 as const, binned: true }

function createBench() {
  const library = createTestLibrary()
  const searches = createSavedSearches({ database: library.database, now: () => library.clock.now() })
  return { ...library, searches, names: () => searches.list().map(({ name }) => name) }
}

it('keeps searches under names, in the order of names', () => {
  const { searches, names } = createBench()
  const saved = searches.save(null, ' Week 10 ', sunsets)
  searches.save(null, 'Week 9', all)
  expect(names()).toEqual(['Week 9', 'Week 10'])
  expect(searches.get(saved.id)).toEqual({ id: saved.id, name: 'Week 10', query: sunsets })
  searches.save(saved.id, 'Best', all)
  expect(searches.get(saved.id)).toEqual({ id: saved.id, name: 'Best', query: all })
})

it('gives a name away once, whatever its case', () => {
  const { searches } = createBench()
  const { id } = searches.save(null, 'Best', all)
  expect(() => searches.save(null, 'BEST', all)).toThrow('There is a saved search “BEST” already')
  expect(() => searches.save(null, '  ', all)).toThrow('A saved search needs a name.')
  expect(() => searches.save('gone', 'Other', all)).toThrow('There is no such saved search any more.')
  expect(searches.save(id, 'best', all).name).toBe('best')
})

it('takes a removed one back, under a name of its own', () => {
  const { searches, names } = createBench()
  const { id } = searches.save(null, 'Best', sunsets)
  searches.remove(id)
  expect(names()).toEqual([])
  expect(() => searches.get(id)).toThrow('There is no such saved search any more.')
  searches.save(null, 'best', all)
  searches.restore(id)
  searches.restore(id)
  expect(names()).toEqual(['best', 'Best 2'])
  expect(searches.get(id).query).toEqual(sunsets)
})

it('reads what it wrote for others, folders included', () => {
  const { searches } = createBench()
  const query = { ...sunsets, within: { kind: 'folder' as const, path: '/photos/2026/' } }
  expect(searches.import('Shared', `\uFEFF${searchText(query)}`).query).toEqual(query)
  expect(searches.import('Shared', searchText(all)).name).toBe('Shared 2')
})

it.each([
  ['nonsense', 'not valid JSON'],
  ['[]', 'not a saved search of Lightbench'],
  ['null', 'not a saved search of Lightbench'],
  ['{"model":"local/adjust"}', 'not a saved search of Lightbench'],
  [JSON.stringify({ schema: 'lightbench-search', version: 2, query: all }), 'saved by a newer Lightbench'],
  [JSON.stringify({ schema: 'lightbench-search', version: 1, query: { ...all, minRating: 9 } }), '“query.minRating”'],
  [JSON.stringify({ schema: 'lightbench-search', version: 1, query: { ...all, more: 1 } }), '“query”'],
  [
    searchText({ ...all, within: { kind: 'collection', id: 'of another' } }),
    'a collection that is not in this library',
  ],
  [searchText({ ...all, within: { kind: 'batch', id: "' OR 1" } }), 'a batch that is not in this library'],
])('refuses %s, and keeps nothing of it', (text, reason) => {
  const { searches, names } = createBench()
  const importing = (): unknown => searches.import('Shared', text)
  expect(importing).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  expect(importing).toThrow(reason)
  expect(names()).toEqual([])
})
