import { expect, it } from 'vitest'
import { cancelledByUser } from '../../../electron/batches/cancel.ts'
import { keepReason } from '../../../electron/batches/keep-reason.ts'
import { AppError } from '../../../shared/errors.ts'
import { buildResult, failure } from '../../support/fake-provider.ts'
import { createTestRuns, noCaps, price, rememberTaken, silent } from '../../support/test-runs.ts'

it('sends nothing more of a cancelled batch, not even what is proven never to have arrived', async () => {
  const provider = silent()
  const test = createTestRuns({ count: 20, provider })
  provider.lookUp = () => {
    test.runs.cancel(test.id)
    return Promise.resolve({ kind: 'absent', isProof: true })
  }
  const { batch, counts } = await test.start()
  expect(batch).toMatchObject({ status: 'paused', pause: { message: 'Cancelled.' } })
  const unresolved = counts.unresolved ?? 0
  expect(unresolved).toBeGreaterThan(0)
  expect(counts).toEqual({ unresolved, cancelled: 20 - unresolved })
  expect(test.spend().reserved).toBe(unresolved * price)

  provider.submit = () => Promise.reject(new Error('nothing may be sent'))
  expect((await test.start()).counts).toEqual(counts)
  test.decisions.giveUp({ id: test.id, mode: 'paid' })
  expect((await test.start()).batch.status).toBe('cancelled')
  expect(test.spend().reserved).toBe(0)
})

it('collects what a cancelled batch has paid for', async () => {
  const test = createTestRuns({ count: 20 })
  test.provider.answers.poll.push({ kind: 'working', statusCode: 'running' })
  const { poll } = test.provider
  test.provider.poll = (...call) => {
    test.runs.cancel(test.id)
    return poll(...call)
  }
  const { batch, counts } = await test.start()
  expect(batch.status).toBe('cancelled')
  expect(counts.done).toBe(test.provider.submitted.length)
  expect((counts.done ?? 0) + (counts.cancelled ?? 0)).toBe(20)
})

it('calls a batch that was done before it could be cancelled done', async () => {
  const test = createTestRuns()
  const { fetchImage } = test.provider
  test.provider.fetchImage = (...call) => {
    test.runs.cancel(test.id)
    return fetchImage(...call)
  }
  expect((await test.start()).batch.status).toBe('done')
})

it('cancels a batch that does not run, and leaves what was sent to be collected', async () => {
  const test = createTestRuns({ count: 3 })
  const [sent] = test.ids
  const entry = { id: sent!, batchId: test.id, mode: 'paid' as const }
  const attempt = test.journal.begin(entry, price, noCaps)
  const wire = { path: '/runs', body: '{}', bodySha256: 'f'.repeat(64), keyMark: '' }
  test.journal.submitting(entry, attempt, wire)
  test.journal.accepted(entry, attempt, { runId: 'run-0', requestId: null })
  test.journal.item(entry.id, { status: 'parked', failure: { code: 'offline', message: 'No network.' } })
  test.runs.cancel(test.id)
  expect(test.view()).toMatchObject({
    batch: { status: 'paused', pause: { message: 'Cancelled.' } },
    counts: { cancelled: 2, parked: 1 },
  })
  expect((await test.start()).counts).toEqual({ done: 1, cancelled: 2 })
  expect(test.view().batch.status).toBe('cancelled')
  expect(test.provider.submitted).toEqual([])
  test.runs.cancel(test.id)
  expect(test.view().batch.status, 'a finished batch stays as it is').toBe('cancelled')
})

/** How the library stands for a process that ended while it sent the first item and prepared the second. */
function interrupt(test: ReturnType<typeof createTestRuns>): void {
  const entry = { id: test.ids[0]!, batchId: test.id, mode: 'paid' as const }
  test.batches.setStatus(test.id, 'running')
  const attempt = test.journal.begin(entry, price, noCaps)
  test.journal.submitting(entry, attempt, { path: '/runs', body: '{}', bodySha256: 'f'.repeat(64), keyMark: '' })
  test.journal.item(test.ids[1]!, { status: 'preparing' })
}

it('never sends an item that was being prepared when its batch was cancelled and left', async () => {
  const test = createTestRuns({ count: 3 })
  const leave = new AbortController()
  const { probe } = test.context.images
  test.context.images.probe = (...call) => {
    test.runs.cancel(test.id)
    leave.abort()
    return probe(...call)
  }
  expect((await test.start(leave.signal)).counts).toEqual({ cancelled: 3 })
  expect((await test.start()).counts).toEqual({ cancelled: 3 })
  expect(test.provider.submitted).toEqual([])
})

it('collects what a request in flight came to, though its batch was cancelled and the process left', async () => {
  const test = createTestRuns({ count: 3 })
  const taken = rememberTaken(test.provider)
  const leave = new AbortController()
  const { submit } = test.provider
  test.provider.submit = async (...call) => {
    await submit(...call)
    test.runs.cancel(test.id)
    leave.abort()
    throw failure('unanswered', 'outcome-unknown')
  }
  const { lookUp } = test.provider
  test.provider.lookUp = () => Promise.reject(new Error('left'))
  const left = await test.start(leave.signal)
  expect(left.batch).toMatchObject({ status: 'paused', pause: { message: 'Cancelled.' } })
  test.provider.submit = () => Promise.reject(new Error('nothing may be sent'))
  test.provider.lookUp = lookUp
  const { counts, batch } = await test.start()
  expect(batch.status).toBe('cancelled')
  expect(counts).toEqual({ done: taken.size, cancelled: 3 - taken.size })
})

it('keeps a cancel although the process dies before everything is collected', async () => {
  const test = createTestRuns({ count: 20 })
  let atOnce = test.batches.get(test.id)
  test.provider.poll = () => {
    test.runs.cancel(test.id)
    atOnce = test.batches.get(test.id)
    return Promise.resolve({ kind: 'finished', result: buildResult() })
  }
  await test.start()
  expect(atOnce).toMatchObject({ status: 'running', pause: cancelledByUser })
})

it('is not sent because something else kept a cancelled batch from being collected', async () => {
  const test = createTestRuns({ count: 3 })
  interrupt(test)
  test.batches.setStatus(test.id, 'running', cancelledByUser)
  keepReason(test, test.id, new AppError('disk-full', 'The drive is full.'))
  expect((await test.start()).counts).toEqual({ unresolved: 1, cancelled: 2 })
  expect(test.provider.submitted).toEqual([])
})

it.each(['an idle batch', 'a batch whose process then died'])(
  'sends nothing more after a cancel of %s',
  async (what) => {
    const test = createTestRuns({ count: 3 })
    interrupt(test)
    if (what === 'an idle batch') test.runs.cancel(test.id)
    else test.batches.setStatus(test.id, 'running', cancelledByUser)
    const { counts, batch } = await test.start()
    expect(counts, 'what is proven never to have arrived waits for a decision').toEqual({ unresolved: 1, cancelled: 2 })
    expect(batch).toMatchObject({ status: 'paused', pause: cancelledByUser })
    expect(test.provider.submitted).toEqual([])
  },
)
