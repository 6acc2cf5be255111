import { describe, expect, it } from 'vitest'
import { layOver, unmarked } from '../../../../../renderer/features/review/marks/marks.ts'
import { learnFromAnswers } from '../../../../../renderer/features/review/marks/passing-marks.ts'
import {
  createReviewStore,
  laidOver,
  layMarks,
  settleMarks,
} from '../../../../../renderer/features/review/review-store.ts'
import type { ItemRow } from '../../../../../shared/ipc/rows.ts'
import { buildItem } from '../../batch/build-batch.ts'
import { generateItem } from '../../../../support/page/generated.ts'
import { createFakeRequest } from '../../recipe/draft/fake-request.ts'

const page = { id: 'batch-1', after: -1, limit: 100 }

const reject = () => ({ verdict: 'reject' }) as const

function build() {
  const batch = { id: 'batch-1', number: 1, model: 'runflow/reve/edit', prompt: 'Redder' }
  const item = generateItem({ batch, position: 0, status: 'done' })
  const id = item.outputs[0]!.id
  const told = (verdict: 'keep' | 'reject' | null): ItemRow[] => [
    buildItem(0, { outputs: item.outputs.map((output) => ({ ...output, verdict })) }),
  ]
  const fake = createFakeRequest({ 'batches:items': () => told(null) })
  const review = createReviewStore()
  const request = learnFromAnswers(fake.request, review)
  const seen = () => layOver(unmarked, laidOver(review.getState(), id)).verdict
  return { ...fake, request, review, id, told, seen }
}

describe('what main says of marks in passing', () => {
  it('corrects a mark that was changed elsewhere since', async () => {
    const { request, answers, review, id, told, seen } = build()
    layMarks(review, [id], reject)
    settleMarks(review, [id], reject)
    answers['batches:items'] = () => told('keep')
    await request('batches:items', page)
    expect(seen()).toBe('keep')
  })

  it('is older than a mark that is still on its way', async () => {
    const { request, review, id, seen } = build()
    layMarks(review, [id], reject)
    await request('batches:items', page)
    expect(seen()).toBe('reject')
  })

  it('is older than a mark that was answered while the question was under way', async () => {
    const { request, answers, review, id, told, seen } = build()
    const late = Promise.withResolvers<ItemRow[]>()
    answers['batches:items'] = () => late.promise
    const asked = request('batches:items', page)
    layMarks(review, [id], reject)
    settleMarks(review, [id], reject)
    late.resolve(told(null))
    await asked
    expect(seen()).toBe('reject')
  })

  it('changes nothing about results that were never marked here', async () => {
    const { request, answers, review, told } = build()
    answers['batches:items'] = () => told('keep')
    const before = review.getState()
    await request('batches:items', page)
    expect(review.getState()).toBe(before)
  })
})
