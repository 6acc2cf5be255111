import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BrowseQuery } from '../../../../electron/history/browse/query.ts'
import { itemStatuses, modes, type ItemStatus } from '../../../../shared/domain/item.ts'
import { ratings } from '../../../../shared/domain/review.ts'
import { historySorts } from '../../../../shared/ipc/history-query.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { tagWords } from '../../../support/history-library/texts.ts'
import { createPast } from '../../../support/past.ts'

it.each<[string, Partial<BrowseQuery>]>([
  ['everything, newest first', {}],
  ['practice alone', { modes: ['practice'] }],
  ['some models', { models: ['local/adjust', 'runflow/reve/edit'] }],
  ['what failed or was skipped', { statuses: ['failed', 'skipped'] }],
  ['what was kept', { verdicts: ['keep'] }],
  ['results nobody judged', { verdicts: ['none'] }],
  ['what was rejected or not judged', { verdicts: ['reject', 'none'] }],
  ['three stars and more', { minRating: 3 }],
  ['a tag in any case', { tags: ['COVER'] }],
  ['two tags, which must both be there', { tags: ['cover', 'web'] }],
  ['what was made from a day on', { from: '2026-01-01' }],
  ['what was made up to a day', { to: '2026-01-01' }],
  ['one month', { from: '2026-03-01', to: '2026-03-31' }],
  ['what cost so much at least', { minCost: '0.04' }],
  ['what cost so much at most', { maxCost: '0.04' }],
  ['one batch', { within: { kind: 'batch', id: 'batch-4' } }],
  ['a folder and those below', { within: { kind: 'folder', path: '/archive/pictures/2024/' } }],
  ['one source', { within: { kind: 'source', id: 'source-20' } }],
  ['a collection', { within: { kind: 'collection', id: 'collection-1' } }],
  ['words', { text: 'sunset warm' }],
  ['words and everything else', { text: 's', statuses: ['done'], modes: ['paid'], minRating: 2, from: '2025-01-01' }],
  ['what was moved to the bin too', { binned: true }],
])('finds %s', (_, asked) => {
  const past = createPast()
  past.database.run(`UPDATE output SET binned_at = '2026-01-01' WHERE rowid % 7 = 0`)
  past.database.run(
    `INSERT OR IGNORE INTO collection_member SELECT 'collection-1', id, '' FROM output WHERE rowid % 5 = 0`,
  )
  const found = past.found(asked)
  expect(found).toEqual(past.expected(asked))
  expect(found.length).toBeGreaterThan(0)
})

const queries: fc.Arbitrary<Partial<BrowseQuery>> = fc.record({
  text: fc.constantFrom('', '', 'sunset', 'DSC_0', 'strasse', 'Straße 1', 'nikon anna', 'ubergang', 'hero', 'adjust'),
  within: fc.constantFrom<BrowseQuery['within']>(
    { kind: 'all' },
    { kind: 'all' },
    { kind: 'batch', id: 'batch-3' },
    { kind: 'folder', path: '/archive/pictures/2025/' },
    { kind: 'collection', id: 'collection-0' },
  ),
  modes: fc.subarray([...modes]),
  models: fc.subarray(catalogue.map(({ id }) => id)),
  statuses: fc.oneof(fc.constant<ItemStatus[]>([]), fc.subarray([...itemStatuses])),
  verdicts: fc.subarray(['keep', 'reject', 'none'] as const),
  minRating: fc.constantFrom(0, 0, ...ratings),
  tags: fc.oneof(fc.constant<string[]>([]), fc.subarray(tagWords, { maxLength: 2 })),
  from: fc.constantFrom(null, '2025-02-28'),
  to: fc.constantFrom(null, '2026-05-01'),
  minCost: fc.constantFrom(null, '0.01'),
  maxCost: fc.constantFrom(null, '0.1'),
  stacked: fc.boolean(),
  binned: fc.boolean(),
  sort: fc.constantFrom(...historySorts),
  descending: fc.boolean(),
})

it('finds the same as looking at entry after entry, whatever is asked, in the same order', () => {
  const past = createPast(300)
  past.database.run(`UPDATE output SET binned_at = '2026-01-01' WHERE rowid % 9 = 0`)
  fc.assert(
    fc.property(queries, (asked) => {
      expect(past.found(asked)).toEqual(past.expected(asked))
    }),
    { numRuns: 150 },
  )
})

it('takes a folder whose name only begins alike for another one', () => {
  const past = createPast(20)
  const { database } = past
  database.run(`UPDATE source SET path = '/work/ring/a.jpg' WHERE id = 'source-0'`)
  database.run(`UPDATE source SET path = '/work/rings/b.jpg' WHERE id = 'source-1'`)
  const sources = past.rows({ within: { kind: 'folder', path: '/work/ring/' } }).map(({ sourceId }) => sourceId)
  expect(new Set(sources)).toEqual(new Set(['source-0']))
})

it.each([
  [{ from: '2026-02-30' }, 'no day of the calendar'],
  [{ to: 'soon' }, 'no day of the calendar'],
  [{ minCost: 'cheap' }, 'no amount of dollars'],
  [{ maxCost: '-1' }, 'no amount of dollars'],
])('refuses %o in words', (asked, words) => {
  const past = createPast(1)
  expect(() => past.open(asked)).toThrow(expect.objectContaining({ code: 'invalid-request' }))
  expect(() => past.open(asked)).toThrow(words)
})

it('takes an amount with its sign, and an empty one for none', () => {
  const past = createPast()
  expect(past.found({ minCost: '$0.04', maxCost: ' ' })).toEqual(past.expected({ minCost: '0.04' }))
})

it('shows one source with what of it is in the bin', () => {
  const past = createPast()
  past.database.run(`UPDATE output SET binned_at = '2026-01-01'`)
  expect(past.open().results).toBe(0)
  expect(past.open({ within: { kind: 'source', id: 'source-20' } }).results).toBeGreaterThan(0)
})
