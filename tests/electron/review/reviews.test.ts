import fc from 'fast-check'
import { expect, it } from 'vitest'
import { changeReviews } from '../../../electron/review/change-reviews.ts'
import { keepChange } from '../../../electron/review/changes.ts'
import { noReview } from '../../../electron/review/review-rows.ts'
import { mostTags, ratings, verdicts } from '../../../shared/domain/review.ts'
import type { ReviewChange } from '../../../shared/ipc/history-inputs.ts'
import { createTestReviews } from './test-reviews.ts'

it('says the same of many results at once, and takes back exactly that', async () => {
  const test = createTestReviews()
  await test.reviews.change([test.ids[0]!], { verdict: 'keep', rating: 2, addTags: ['sky'], note: 'mine' })
  const { undo, changed } = await test.reviews.change(test.ids, { verdict: 'reject', addTags: [' Hero'], note: 'no ' })
  expect(changed).toBe(3)
  expect(test.review(0)).toEqual({ verdict: 'reject', rating: 2, tags: ['sky', 'Hero'], note: 'no' })
  expect(test.review(2)).toEqual({ verdict: 'reject', rating: 0, tags: ['Hero'], note: 'no' })
  await test.reviews.undo(undo)
  expect(test.review(0)).toEqual({ verdict: 'keep', rating: 2, tags: ['sky'], note: 'mine' })
  expect(test.review(2)).toEqual(noReview)
})

it('counts only what changed, and passes over results there are not', async () => {
  const test = createTestReviews()
  await test.reviews.change([test.ids[0]!], { rating: 4 })
  const { changed } = await test.reviews.change([...test.ids, ...test.ids, 'no-such-result'], { rating: 4 })
  expect(changed).toBe(2)
})

it('undoes once, and also in the next process', async () => {
  const test = createTestReviews()
  const { undo } = await test.reviews.change(test.ids, { rating: 5 })
  const next = test.reopen()
  await next.undo(undo)
  expect(test.review(0)).toEqual(noReview)
  await test.reviews.change(test.ids, { rating: 3 })
  await expect(next.undo(undo)).rejects.toMatchObject({ code: 'invalid-request', message: 'This is undone already.' })
  expect(test.review(0).rating).toBe(3)
  await expect(next.undo('nothing')).rejects.toMatchObject({ code: 'invalid-request' })
})

it('leaves a newer word alone, also one that says what was there before', async () => {
  const test = createTestReviews()
  const first = await test.reviews.change(test.ids, { verdict: 'keep', rating: 1 })
  await test.reviews.change([test.ids[0]!], { verdict: 'reject' })
  await test.reviews.change([test.ids[0]!], { verdict: 'keep' })
  await test.reviews.undo(first.undo)
  expect(test.review(0)).toMatchObject({ verdict: 'keep', rating: 0 })
  expect(test.review(1)).toEqual(noReview)
})

it('takes back a later change first, then an earlier one', async () => {
  const test = createTestReviews()
  const undos = []
  for (const rating of [1, 2, 3] as const) undos.push((await test.reviews.change(test.ids, { rating })).undo)
  for (const expected of [2, 1, 0]) {
    await test.reviews.undo(undos.pop()!)
    expect(test.review().rating).toBe(expected)
  }
})

it('changes none where one of them cannot take it', async () => {
  const test = createTestReviews()
  const full = Array.from({ length: mostTags }, (_, index) => `tag ${index}`)
  await test.reviews.change([test.ids[2]!], { addTags: full })
  await expect(test.reviews.change(test.ids, { addTags: ['one more'], rating: 5 })).rejects.toMatchObject({
    code: 'invalid-request',
  })
  expect([0, 1, 2].map((index) => test.review(index).rating)).toEqual([0, 0, 0])
})

it('finishes a change that a process left in the middle, and what it was can still be undone', async () => {
  const test = createTestReviews()
  const { database } = test.library
  const { undo } = await test.reviews.change(test.ids, { verdict: 'reject', addTags: ['x'] })
  // As a process leaves it that dies after the first result.
  database.run(`DELETE FROM review WHERE output_id <> :id`, { id: test.ids[0]! })
  database.run('UPDATE review_change SET finished_at = NULL')
  await test.reopen().recover()
  expect([0, 1, 2].map((index) => test.review(index))).toEqual(
    Array.from({ length: 3 }, () => ({ ...noReview, verdict: 'reject', tags: ['x'] })),
  )
  await test.reopen().undo(undo)
  expect([0, 1, 2].map((index) => test.review(index))).toEqual([noReview, noReview, noReview])
})

it('takes thousands of results while everything else goes on', async () => {
  const test = createTestReviews({ count: 1_000 })
  let isOver = false
  let turns = 0
  const count = (): void => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  const { changed } = await test.reviews.change(test.ids, { addTags: ['many'] })
  isOver = true
  expect(changed).toBe(1_000)
  expect(turns).toBeGreaterThan(5)
})

it('forgets changes beyond the last thousand', async () => {
  const test = createTestReviews({ count: 1 })
  const { database } = test.library
  const { undo } = await test.reviews.change(test.ids, { rating: 1 })
  database.transaction('grouped', () => {
    for (let more = 0; more < 1_000; more += 1) {
      keepChange(database, { kind: 'review', before: { change: {}, groups: [] }, at: '2026', isFinished: true })
    }
  })
  expect(database.get('SELECT count(*) AS count FROM review_change')).toMatchObject({ count: 1_000 })
  await expect(test.reviews.undo(undo)).rejects.toMatchObject({ message: 'This was too long ago to be undone.' })
})

it('is found again by its words, and not any more once they are taken back', async () => {
  const test = createTestReviews()
  const { database } = test.library
  const find = (words: string) =>
    database.all('SELECT rowid FROM history_words WHERE history_words MATCH :words', { words })
  const { undo } = await test.reviews.change([test.ids[1]!], { addTags: ['Gegenlicht'], note: 'for the cover' })
  expect(find('gegenlicht cover')).toHaveLength(1)
  await test.reviews.change([test.ids[1]!], { verdict: 'keep' })
  expect(find('gegenlicht')).toHaveLength(1)
  await test.reviews.undo(undo)
  expect(find('gegenlicht')).toHaveLength(0)
})

const change: fc.Arbitrary<ReviewChange> = fc.record(
  {
    verdict: fc.constantFrom(null, ...verdicts),
    rating: fc.constantFrom(...ratings),
    addTags: fc.subarray(['a', 'B', 'c']),
    removeTags: fc.subarray(['A', 'b', 'd']),
    note: fc.constantFrom('', 'one', 'two'),
  },
  { requiredKeys: [] },
)

it('is what it was at the start once every change is undone, the last one first', async () => {
  const test = createTestReviews()
  const all = () => [0, 1, 2].map((index) => test.review(index))
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.subarray(test.ids, { minLength: 1 }), change), { maxLength: 8 }),
      async (steps) => {
        const states = [all()]
        const undos: string[] = []
        for (const [outputs, each] of steps) {
          undos.push((await changeReviews(test.library.database, { outputs, change: each, at: '2026' })).undo)
          states.push(all())
        }
        while (undos.length > 0) {
          expect(all()).toEqual(states.pop())
          await test.reviews.undo(undos.pop()!)
        }
        expect(all()).toEqual(states.pop())
      },
    ),
    { numRuns: 60 },
  )
})
