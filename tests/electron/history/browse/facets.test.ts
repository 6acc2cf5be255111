import { expect, it } from 'vitest'
import { scopeOf } from '../../../../electron/history/browse/conditions.ts'
import type { BrowseQuery } from '../../../../electron/history/browse/query.ts'
import { countTags } from '../../../../electron/history/browse/tag-facet.ts'
import { listTags } from '../../../../electron/history/browse/tags.ts'
import { itemStatuses, modes } from '../../../../shared/domain/item.ts'
import { ratings } from '../../../../shared/domain/review.ts'
import { tagKey } from '../../../../shared/domain/tag.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { all, createPast } from '../../../support/past.ts'

const asked: readonly Partial<BrowseQuery>[] = [
  {},
  { text: 'sunset' },
  { modes: ['paid'], verdicts: ['keep', 'none'] },
  { models: ['runflow/reve/edit'], statuses: ['done'], minRating: 1 },
  { statuses: ['failed'] },
  { within: { kind: 'batch', id: 'batch-3' }, verdicts: ['reject'] },
  { tags: ['print'], text: 'sunset' },
  { tags: ['print'], minRating: 2 },
]

it.each(asked)('says for each choice what choosing it alone would show: %o', (query) => {
  const past = createPast()
  const { facets } = past.open(query)
  const shown = (choice: Partial<BrowseQuery>): number => past.expected({ ...query, ...choice }).length
  expect(facets.modes).toEqual(countEach(modes, (mode) => shown({ modes: [mode] })))
  const models = catalogue.map(({ id }) => id)
  expect(facets.models).toEqual(countEach(models, (model) => shown({ models: [model] })))
  const statuses = countEach(itemStatuses, (status) => shown({ statuses: [status] }))
  expect(facets.statuses).toEqual(statuses)
  const verdicts = countEach(['keep', 'reject', 'none'] as const, (verdict) => shown({ verdicts: [verdict] }))
  expect(facets.verdicts).toEqual(verdicts)
  const better = ratings.slice(1).map((minRating) => shown({ minRating }))
  const added = facets.ratings.map((_, rating) => facets.ratings.slice(rating).reduce((sum, count) => sum + count, 0))
  expect(added.slice(1)).toEqual(better)
  const tags = listTags(past.database).map(({ tag }) => tag)
  expect(tags.length).toBeGreaterThan(2)
  const withTag = (tag: string): number => shown({ tags: [...(query.tags ?? []), tag] })
  expect(facets.tags).toEqual(countEach(tags, withTag))
})

/** Choices that show none are left out. */
function countEach<K extends string>(keys: readonly K[], count: (key: K) => number): Record<string, number> {
  return Object.fromEntries(keys.map((key) => [key, count(key)] as const).filter(([, found]) => found > 0))
}

it('counts results apart from items that came to none', () => {
  const past = createPast()
  const { ids, results } = past.open()
  const outputs = past.rows().filter(({ outputId }) => outputId !== null)
  expect([ids.length, results]).toEqual([past.expected().length, outputs.length])
  expect(results).toBeLessThan(ids.length)
})

it('adds up what items were charged, once for all results of one, and no practice money', () => {
  const past = createPast()
  const charged = new Map(
    past.rows().flatMap(({ mode, itemId, costNano }) => (mode === 'paid' ? [[itemId, costNano]] : [])),
  )
  const twice = past.rows().filter(({ mode }) => mode === 'paid').length - charged.size
  expect(twice).toBeGreaterThan(0)
  expect(past.open().charged).toBe([...charged.values()].reduce((sum, cost) => sum + cost, 0))
  expect(past.open({ modes: ['practice'] }).charged).toBe(0)
})

it('counts what lies below every stack', () => {
  const past = createPast()
  const { ids, stacks, results } = past.open({ stacked: true })
  expect(stacks!.reduce((sum, count) => sum + count, 0)).toBe(past.open().ids.length)
  expect(results).toBe(past.open().results)
  const rows = past.rows({ stacked: true })
  expect(new Set(rows.map(({ sourceId }) => sourceId)).size).toBe(ids.length)
})

it('counts tags alike whether it looks at results or at reviews first, and spellings of one together', () => {
  const past = createPast(1_600)
  const asked = scopeOf(past.database, all)
  const [few, many] = [countTags(past.database, asked, 1), countTags(past.database, asked, 1_001)]
  expect(many).toEqual(few)
  expect(many).toEqual(Object.fromEntries(listTags(past.database).map(({ tag, count }) => [tagKey(tag), count])))
  past.database.run(`UPDATE review SET tags = replace(tags, '"print"', '"PRINT"') WHERE rating > 2`)
  expect(past.database.all(`SELECT 1 FROM review WHERE tags LIKE '%PRINT%' LIMIT 1`)).toHaveLength(1)
  expect(countTags(past.database, asked, 1)).toEqual(few)
})
