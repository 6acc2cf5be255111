import { expect, it } from 'vitest'
import { endOf, leftEarly } from '../../../electron/batches/run/batch-runner.ts'
import { pausedByUser } from '../../../electron/batches/batch-runs.ts'
import { AppError } from '../../../shared/errors.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestRuns, never, noCaps, price, rememberTaken } from '../../support/test-runs.ts'

it.each(['pause', 'cancel'] as const)('gives an unused hold of an earlier process back on %s', async (how) => {
  const test = createTestRuns()
  const entry = { id: test.item().id, batchId: test.id, mode: 'paid' as const }
  test.journal.begin(entry, price, noCaps)
  const running = test.start()
  test.runs[how](test.id)
  const { reserved } = await running
  expect(reserved).toBe(0)
  expect(test.item().status).toBe(how === 'pause' ? 'queued' : 'cancelled')
  expect(test.provider.submitted).toEqual([])
})

it('gives a hold back when it is left before the request was sent', async () => {
  const test = createTestRuns()
  const leave = new AbortController()
  test.provider.build = () => {
    leave.abort()
    return Promise.reject(new Error('stopped'))
  }
  const { batch, reserved } = await test.start(leave.signal)
  expect([batch.status, reserved]).toEqual(['paused', 0])
})

it('says why a batch is paused that waits for a paid result', async () => {
  const test = createTestRuns()
  test.provider.answers.fetch.push(...Array.from({ length: 9 }, () => failure('busy', 'provider-unavailable')))
  expect((await test.start()).batch).toMatchObject({ status: 'paused', pause: { code: 'provider-unavailable' } })
})

it('goes on after a service that asked to slow down too often, without a decision', async () => {
  const test = createTestRuns({ count: 3 })
  test.provider.answers.submit.push(...Array.from({ length: 12 }, () => failure('busy', 'rate-limited')))
  expect((await test.start()).batch).toMatchObject({ status: 'paused', pause: { code: 'rate-limited' } })
  expect((await test.start()).counts).toEqual({ done: 3 })
})

it('ends paused, and in order, when the library cannot be written any more', async () => {
  const full = new AppError('disk-full', 'The drive is full.')
  const test = createTestRuns({ count: 5 })
  const taken = rememberTaken(test.provider)
  const { transaction } = test.database
  let writes = 0
  test.context.database.transaction = (durability, work) => {
    writes += 1
    if (writes > 20 && writes < 200) throw full
    return transaction(durability, work)
  }
  await expect(test.start()).rejects.toBe(full)
  test.context.database.transaction = transaction
  expect((await test.start()).counts).toEqual({ done: 5 })
  expect(taken.size).toBe(5)
})

it('lets nobody start a batch again while a failed run of it still has items under way', async () => {
  const broken = new AppError('library-damaged', 'The library is damaged.')
  let underWay = 0
  let leftAtEnd = -1
  const test = createTestRuns({ count: 100, onClose: () => (leftAtEnd = underWay) })
  const { next } = test.items
  let pages = 0
  test.items.next = (...page) => {
    pages += 1
    if (pages === 2) throw broken
    return next(...page)
  }
  const { fetchImage } = test.provider
  test.provider.fetchImage = async (...call) => {
    underWay += 1
    const fetched = await fetchImage(...call)
    underWay -= 1
    return fetched
  }
  await expect(test.start()).rejects.toBe(broken)
  expect(leftAtEnd).toBe(0)
})

it('sends only the items it is told to, and leaves the batch as paused as it was', async () => {
  const test = createTestRuns({ count: 20 })
  const reason = { code: 'cap-reached', message: 'The daily cap is reached.' } as const
  test.batches.setStatus(test.id, 'paused', reason)
  const only = new Set([test.ids[0]!, test.ids[7]!])
  const { batch, counts } = await test.runs.run(test.id, { leave: never, only })
  expect(batch).toMatchObject({ status: 'paused', pause: reason })
  expect(counts).toEqual({ done: 2, queued: 18 })
  expect(test.provider.submitted).toHaveLength(2)
  expect((await test.runs.run(test.id, { leave: never, only: new Set() })).counts).toEqual(counts)
  expect((await test.start()).counts).toEqual({ done: 20 })
})

it('never sends an item it was not told to, even one whose hold an earlier run left behind', async () => {
  const test = createTestRuns({ count: 2 })
  const entry = { id: test.ids[0]!, batchId: test.id, mode: 'paid' as const }
  test.journal.begin(entry, price, noCaps)
  const { counts, reserved } = await test.runs.run(test.id, { leave: never, only: new Set([test.ids[1]!]) })
  expect([counts, reserved]).toEqual([{ done: 1, queued: 1 }, 0])
  expect(test.provider.submitted).toHaveLength(1)
})

it('says that it was left, whatever else was in the way, so that the next start goes on', () => {
  const test = createTestRuns({ count: 2 })
  test.journal.item(test.ids[0]!, { status: 'parked', failure: { code: 'offline', message: 'No network.' } })
  const { context } = test
  expect(endOf({ ...context, leave: never }).pause).toEqual({ code: 'offline', message: 'No network.' })
  expect(endOf({ ...context, leave: AbortSignal.abort() })).toEqual({ status: 'paused', pause: leftEarly })
  context.gate.close(pausedByUser)
  expect(endOf({ ...context, leave: AbortSignal.abort() }).pause, 'the user had paused it').toEqual(pausedByUser)
})
