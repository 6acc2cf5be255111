import { expect, it } from 'vitest'
import { listTags } from '../../../../electron/history/browse/tags.ts'
import { createPast } from '../../../support/past.ts'

it('lists tags by name with as many results as asking for them finds', () => {
  const past = createPast()
  const tags = listTags(past.database)
  expect(tags.map(({ tag }) => tag)).toEqual(tags.map(({ tag }) => tag).toSorted((a, b) => a.localeCompare(b)))
  for (const { tag, count } of tags) expect([tag, count]).toEqual([tag, past.expected({ tags: [tag] }).length])
  expect(tags.length).toBeGreaterThan(2)
})

it('counts spellings of a tag together, under the one most results have', () => {
  const past = createPast()
  past.database.run('DELETE FROM review')
  const outputs = past.database.all<{ id: string }>('SELECT id FROM output LIMIT 4')
  const review = (place: number, tags: readonly string[]): void =>
    void past.database.run(`INSERT INTO review (output_id, tags, updated_at) VALUES (:id, :tags, '')`, {
      id: outputs[place]!.id,
      tags: JSON.stringify(tags),
    })
  review(0, ['Hero', 'Ä'])
  review(1, ['hero', 'Ä'])
  review(2, ['hero'])
  review(3, ['a\u0308'])
  expect(listTags(past.database)).toEqual([
    { tag: 'hero', count: 3 },
    { tag: 'Ä', count: 3 },
  ])
  expect(past.found({ tags: ['HERO'] })).toHaveLength(3)
})

it('leaves out what only the bin has', () => {
  const past = createPast()
  past.database.run(`UPDATE output SET binned_at = '2026-01-01'`)
  expect(listTags(past.database)).toEqual([])
})
