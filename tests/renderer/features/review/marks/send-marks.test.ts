import { describe, expect, it } from 'vitest'
import { layOver, unmarked, type Marks } from '../../../../../renderer/features/review/marks/marks.ts'
import { createReviewStore, laidOver } from '../../../../../renderer/features/review/review-store.ts'
import { marksSent, sendMarks, sendWaitingMarks } from '../../../../../renderer/features/review/marks/send-marks.ts'
import type { Reviewed } from '../../../../../shared/ipc/history-rows.ts'
import { createFakeRequest, refusal } from '../../recipe/draft/fake-request.ts'

const refused = refusal({ code: 'library-busy', message: 'The library is being moved.' })

function build(rows: Readonly<Record<string, Marks>> = {}) {
  const fake = createFakeRequest({
    'review:change': ({ outputs }) => ({ undo: `undo-${fake.calls.length}`, changed: outputs.length }),
    'review:undo': () => undefined,
  })
  const review = createReviewStore()
  const marksOf = (output: string): Marks | null => rows[output] ?? null
  const seen = (output: string): Marks => layOver(rows[output] ?? unmarked, laidOver(review.getState(), output))
  const stores = { review, request: fake.request }
  return { ...fake, review, stores, marksOf, seen }
}

describe('a mark', () => {
  it('is seen before main has answered', async () => {
    const { stores, marksOf, seen, answers } = build()
    const answer = Promise.withResolvers<Reviewed>()
    answers['review:change'] = () => answer.promise
    const sent = sendMarks(stores, { outputs: ['a', 'b'], change: { verdict: 'reject' }, marksOf })
    expect([seen('a'), seen('b')]).toEqual([
      { verdict: 'reject', rating: 0 },
      { verdict: 'reject', rating: 0 },
    ])
    answer.resolve({ undo: 'u', changed: 2 })
    expect(await sent.answer).toEqual({ undo: 'u', changed: 2 })
    expect(seen('a').verdict).toBe('reject')
  })

  it('goes back to what it was where main refuses it', async () => {
    const { stores, marksOf, seen, answers } = build({ a: { verdict: 'keep', rating: 4 } })
    answers['review:change'] = () => Promise.reject(refused)
    const sent = sendMarks(stores, { outputs: ['a'], change: { verdict: 'reject' }, marksOf })
    expect(seen('a').verdict).toBe('reject')
    await expect(sent.answer).rejects.toBe(refused)
    expect(seen('a')).toEqual({ verdict: 'keep', rating: 4 })
  })

  it('waits for no answer where the page is left, and each goes once and in its order', async () => {
    const { stores, marksOf, answers } = build()
    const answer = Promise.withResolvers<Reviewed>()
    const ratings: unknown[] = []
    answers['review:change'] = ({ change }) => {
      ratings.push(change.rating)
      return answer.promise
    }
    for (const rating of [1, 2, 3] as const) sendMarks(stores, { outputs: ['a'], change: { rating }, marksOf })
    await Promise.resolve()
    expect(ratings).toEqual([1])
    sendWaitingMarks(stores.review)
    expect(ratings).toEqual([1, 2, 3])
    answer.resolve({ undo: 'u', changed: 1 })
    await marksSent(stores.review)
    expect(ratings).toEqual([1, 2, 3])
  })

  it('leaves what it does not say as it was', () => {
    const { stores, marksOf, seen } = build({ a: { verdict: 'keep', rating: 2 } })
    sendMarks(stores, { outputs: ['a'], change: { rating: 5 }, marksOf })
    expect(seen('a')).toEqual({ verdict: 'keep', rating: 5 })
  })

  it('is not lost where the one before it was refused', async () => {
    const { stores, marksOf, seen, answers } = build()
    let calls = 0
    answers['review:change'] = () => {
      calls += 1
      if (calls === 1) throw refused
      return { undo: 'u', changed: 1 }
    }
    const first = sendMarks(stores, { outputs: ['a'], change: { verdict: 'reject' }, marksOf })
    const second = sendMarks(stores, { outputs: ['a'], change: { rating: 3 }, marksOf })
    await expect(first.answer).rejects.toBe(refused)
    await second.answer
    expect(seen('a')).toEqual({ verdict: null, rating: 3 })
  })

  it('comes to main in the order it was made in', async () => {
    const { stores, marksOf, answers, calls, review } = build()
    const slow = Promise.withResolvers<Reviewed>()
    answers['review:change'] = ({ change }) => (change.verdict === 'keep' ? slow.promise : { undo: 'u', changed: 1 })
    sendMarks(stores, { outputs: ['a'], change: { verdict: 'keep' }, marksOf })
    sendMarks(stores, { outputs: ['a'], change: { verdict: 'reject' }, marksOf })
    await Promise.resolve()
    expect(calls).toHaveLength(1)
    slow.resolve({ undo: 'u', changed: 1 })
    await marksSent(review)
    expect(calls.map(({ input }) => (input as { change: unknown }).change)).toEqual([
      { verdict: 'keep' },
      { verdict: 'reject' },
    ])
  })
})

describe('undo of a mark', () => {
  it('gives each result what it had', async () => {
    const rows = { a: { verdict: 'keep', rating: 0 }, b: { verdict: null, rating: 2 } } as const
    const { stores, marksOf, seen, calls } = build(rows)
    const sent = sendMarks(stores, { outputs: ['a', 'b'], change: { verdict: 'reject' }, marksOf })
    const { undo } = await sent.answer
    await sent.undo()
    expect([seen('a'), seen('b')]).toEqual([rows.a, rows.b])
    expect(calls.at(-1)).toEqual({ channel: 'review:undo', input: { undo } })
  })

  it('waits for the change it takes back', async () => {
    const { stores, marksOf, answers, calls } = build()
    const slow = Promise.withResolvers<Reviewed>()
    answers['review:change'] = () => slow.promise
    const sent = sendMarks(stores, { outputs: ['a'], change: { rating: 1 }, marksOf })
    const undone = sent.undo()
    expect(calls.map(({ channel }) => channel)).not.toContain('review:undo')
    slow.resolve({ undo: 'late', changed: 1 })
    await undone
    expect(calls.at(-1)?.input).toEqual({ undo: 'late' })
  })

  it('shows the mark again where main cannot take it back', async () => {
    const { stores, marksOf, seen, answers } = build()
    const sent = sendMarks(stores, { outputs: ['a'], change: { verdict: 'keep' }, marksOf })
    await sent.answer
    answers['review:undo'] = () => Promise.reject(refused)
    await expect(sent.undo()).rejects.toBe(refused)
    expect(seen('a').verdict).toBe('keep')
  })

  it('can be undone itself, as often as anyone likes', async () => {
    const { stores, marksOf, seen, calls } = build()
    const sent = sendMarks(stores, { outputs: ['a'], change: { verdict: 'keep' }, marksOf })
    await sent.undo()
    await sent.redo()
    expect(seen('a').verdict).toBe('keep')
    await sent.undo()
    expect(seen('a').verdict).toBeNull()
    const undone = calls.filter(({ channel }) => channel === 'review:undo').map(({ input }) => input)
    // Each time what main answered last.
    expect(undone).toEqual([{ undo: 'undo-1' }, { undo: 'undo-3' }])
  })
})
