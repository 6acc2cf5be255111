import { expect, it } from 'vitest'
import { createFakeProvider, failure, type FakeProvider } from '../../../support/fake-provider.ts'
import { createTestRun } from '../../../support/test-run.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'

const price = nanoUsd(40_000_000)
const unanswered = () => failure('unanswered', 'outcome-unknown')
const absent = { kind: 'absent', isProof: true } as const

/** A service that never answers a paid request. */
function silentProvider(options: Parameters<typeof createFakeProvider>[0] = {}): FakeProvider {
  const provider = createFakeProvider(options)
  provider.answers.submit.push(...Array.from({ length: 20 }, unanswered))
  return provider
}

it('adopts the run of a request whose answer was lost', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
  run.provider.answers.lookUp.push({ kind: 'found', runId: 'run-found' })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.attempt().runId).toBe('run-found')
})

it('sends the identical request again only when the service proves it never had it', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: true })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(2)
  expect(run.provider.submitted[0]).toEqual(run.provider.submitted[1])
})

it('leaves the decision to the user when absence proves nothing, and keeps the money held', async () => {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false, lookUpWaitsMs: [60_000, 60_000] }) })
  run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: false }, { kind: 'absent', isProof: false })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  expect(run.item().failure?.message).toContain('$0.04')
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.spend()).toEqual({ reserved: price, charged: 0 })
  expect(run.clock.waits).toEqual([60_000, 60_000])
})

it('says what was charged when the answer with the picture is gone for good', async () => {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
  run.provider.answers.lookUp.push({ kind: 'billed', cost: { amount: nanoUsd(39_000_000), source: 'service' } })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'result-lost' } })
  expect(run.spend()).toEqual({ reserved: 0, charged: 39_000_000 })
})

it('counts a bug of ours in the middle of sending as unanswered, never as failed', async () => {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push(new TypeError('undefined is not a function'))
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: false })
  await run.advance()
  expect(run.item().status).toBe('unresolved')
  expect(run.spend().reserved).toBe(price)
})

it('never sends a run again that the service took and then does not know', async () => {
  const run = createTestRun()
  run.provider.answers.poll.push({ kind: 'missing' }, { kind: 'missing' })
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  run.provider.answers.lookUp.push(absent, absent)
  run.journal.item(run.item().id, { status: 'queued' })
  await run.advance()
  expect(run.item().status).toBe('done')
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it('does not send again on an absence that proves nothing, even where a repeat would be taken once', async () => {
  const run = createTestRun({ provider: silentProvider() })
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: false })
  await run.advance()
  expect(run.item().status).toBe('unresolved')
  expect(run.provider.submitted).toHaveLength(1)
})

it.each([
  ['blocked', 'out-of-credits'],
  ['busy', 'rate-limited'],
] as const)('keeps the first sending in doubt when its repeat is %s', async (kind, code) => {
  const run = createTestRun()
  run.provider.answers.submit.push(unanswered(), ...Array.from({ length: 4 }, () => failure(kind, code)))
  run.provider.answers.lookUp.push(absent)
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code } })
  expect(run.attempt().state).toBe('submitting')
  expect(run.spend()).toEqual({ reserved: price, charged: 0 })

  run.provider.answers.submit.length = 0
  run.provider.answers.lookUp.push({ kind: 'found', runId: 'listed late' })
  await run.afterRestart()
  expect(run.item().status).toBe('done')
  expect(run.attempt()).toMatchObject({ number: 1, runId: 'listed late' })
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it('gives the hold back when the service refuses the request itself', async () => {
  const run = createTestRun()
  run.provider.answers.submit.push(unanswered(), failure('refused', 'input-refused'))
  await run.advance()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'input-refused' } })
  expect(run.spend()).toEqual({ reserved: 0, charged: 0 })
})

it('sends four times at most and looks once more before it asks the user', async () => {
  const found = createTestRun({ provider: silentProvider() })
  found.provider.answers.lookUp.push(absent, absent, absent, { kind: 'found', runId: 'run-found' })
  await found.advance()
  expect(found.item().status).toBe('done')
  expect(found.provider.submitted).toHaveLength(4)

  const never = createTestRun({ provider: silentProvider() })
  await never.advance()
  expect(never.item()).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  expect(never.item().failure?.message).toContain('Sent 4 times')
  expect(never.provider.submitted).toHaveLength(4)
  expect(new Set(never.provider.submitted.map(({ body }) => body)).size).toBe(1)
})

it('asks once when the batch was stopped, and lets the next run send what is proven absent', async () => {
  const run = createTestRun({ provider: silentProvider({ lookUpWaitsMs: [1_000, 5_000] }) })
  let looks = 0
  const { lookUp } = run.provider
  run.provider.lookUp = (attempt, call) => {
    looks += 1
    run.context.gate.close({ code: 'cancelled', message: 'Paused.' })
    return lookUp(attempt, call)
  }
  const end = await run.run()
  expect(end).toMatchObject({ status: 'paused', pause: { message: 'Paused.' } })
  expect([run.item().status, run.attempt().state, looks]).toEqual(['queued', 'submitting', 1])

  run.provider.answers.submit.length = 0
  run.provider.lookUp = lookUp
  await run.afterRestart()
  expect(run.item().status).toBe('done')
  expect(run.attempt().number).toBe(1)
  expect(run.provider.submitted[1]).toEqual(run.provider.submitted[0])
})

it('waits for the network to ask what became of a request, and does not bother the user with it', async () => {
  const run = createTestRun({ provider: silentProvider({ canResend: false }) })
  run.provider.answers.lookUp.push(...Array.from({ length: 4 }, () => failure('busy', 'offline')))
  expect(await run.run()).toMatchObject({ status: 'paused', pause: { code: 'offline' } })
  expect(run.item().status).toBe('parked')
  run.provider.answers.lookUp.push({ kind: 'found', runId: 'run-found' })
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
})

it('pauses when requests go unanswered one after the other, so that not everything is left in doubt', async () => {
  const run = createTestRun({ count: 40, provider: createFakeProvider({ canResend: false }) })
  run.context.provider.submit = () => Promise.reject(unanswered())
  run.provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
  const end = await run.run()
  expect(end).toMatchObject({ status: 'paused', pause: { code: 'outcome-unknown' } })
  expect(run.items.counts(run.context.batch.id).unresolved).toBeLessThan(15)
})
