import { expect, it } from 'vitest'
import { createDecisions } from '../../../electron/batches/decisions.ts'
import { createFakeProvider, failure } from '../../support/fake-provider.ts'
import { createTestRun } from '../../support/test-run.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'

const price = nanoUsd(40_000_000)

/** A batch whose one request got no answer, from a service that can prove nothing. */
async function createUndecided() {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push(failure('unanswered', 'outcome-unknown'))
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: false })
  await run.run()
  return { ...run, decisions: createDecisions(run), batch: { id: run.context.batch.id, mode: 'paid' as const } }
}

it('asks again without sending', async () => {
  const run = await createUndecided()
  run.provider.answers.lookUp.push({ kind: 'absent', isProof: false })
  expect(run.decisions.lookAgain(run.batch)).toBe(1)
  expect(await run.afterRestart()).toMatchObject({ status: 'paused', pause: { code: 'outcome-unknown' } })
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.spend()).toEqual({ reserved: price, charged: 0 })
})

it('counts what had no answer as spent before it sends again', async () => {
  const run = await createUndecided()
  expect(run.decisions.sendAgain(run.batch)).toBe(1)
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(2)
  expect(run.spend()).toEqual({ reserved: 0, charged: 2 * price })
})

it('gives up with the price counted as spent, and sends nothing', async () => {
  const run = await createUndecided()
  expect(run.decisions.giveUp(run.batch)).toBe(1)
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'outcome-unknown' } })
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it('does not ask again about a charge whose result is known to be lost', async () => {
  const run = await createUndecided()
  run.decisions.lookAgain(run.batch)
  run.provider.answers.lookUp.push({ kind: 'billed', cost: null })
  await run.afterRestart()
  expect(run.item()).toMatchObject({ status: 'unresolved', failure: { code: 'result-lost' } })
  expect(run.decisions.lookAgain(run.batch)).toBe(0)
  expect(run.decisions.giveUp(run.batch)).toBe(1)
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'result-lost' } })
  expect(run.spend()).toEqual({ reserved: 0, charged: price })
})

it('runs failed pictures again in other words, and never one whose result is paid for', async () => {
  const run = createTestRun({ count: 2 })
  run.provider.answers.submit.push(failure('refused', 'content-refused'))
  run.provider.answers.fetch.push(...Array.from({ length: 9 }, () => failure('busy', 'provider-unavailable')))
  await run.run()
  const statuses = [run.item(0).status, run.item(1).status].toSorted((one, other) => one.localeCompare(other))
  expect(statuses).toEqual(['failed', 'parked'])
  const decisions = createDecisions(run)
  expect(decisions.retryFailed({ id: run.context.batch.id, mode: 'paid' }, 'make it cold')).toBe(1)
  run.provider.answers.fetch.length = 0
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted.map(({ body }) => (JSON.parse(body) as { prompt: string }).prompt)).toEqual([
    'make it warm',
    'make it warm',
    'make it cold',
  ])
})

it('takes the request of an exact repetition for another one once it has other words', () => {
  const run = createTestRun({ count: 2 })
  const { database, items } = run
  database.run(`UPDATE item SET status = 'failed', relation = 'rerun', parent_item_id = 'earlier'`)
  const decisions = createDecisions(run)
  const batch = { id: run.context.batch.id, mode: 'paid' as const }
  decisions.retryFailed(batch, 'other words', new Set([run.ids[0]!]))
  decisions.retryFailed(batch, null, new Set([run.ids[1]!]))
  expect(run.ids.map((id) => items.get(id)?.origin?.relation)).toEqual(['redo', 'rerun'])
})
