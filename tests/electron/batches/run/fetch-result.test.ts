import { expect, it } from 'vitest'
import type { CallFailure } from '../../../../electron/providers/provider.ts'
import { buildResult, createFakeProvider, failure } from '../../../support/fake-provider.ts'
import { createTestRun } from '../../../support/test-run.ts'

const refusals = {
  'an address that is not there': () => failure('refused', 'result-lost'),
  'an odd answer': () => failure('refused', 'result-invalid'),
} as const

/** A service that answers with a link and can name no other. */
function createLinkRun(answers: readonly CallFailure[]) {
  const run = createTestRun({ provider: createFakeProvider({ canResend: false }) })
  run.provider.answers.submit.push({ kind: 'finished', runId: null, result: buildResult() })
  run.provider.answers.fetch.push(...answers)
  return run
}

it.each(Object.entries(refusals))(
  'tries a paid link again after %s, with longer and longer pauses',
  async (_, refusal) => {
    const run = createLinkRun([refusal(), refusal(), refusal()])
    expect(await run.run()).toEqual({ status: 'done', pause: null })
    expect(run.clock.waits).toEqual([4_000, 8_000, 16_000])
    expect(run.provider.submitted).toHaveLength(1)
  },
)

it('gives a paid link up after four refusals', async () => {
  const run = createLinkRun([1, 2, 3, 4].map(refusals['an address that is not there']))
  await run.run()
  expect(run.item()).toMatchObject({ status: 'failed', failure: { code: 'result-lost' } })
  expect(run.provider.answers.fetch).toEqual([])
})

it('leaves a link that is refused now and cannot be reached then for the next run', async () => {
  const busy = Array.from({ length: 4 }, () => failure('busy', 'offline'))
  const run = createLinkRun([failure('refused', 'result-lost'), ...busy])
  await run.run()
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'offline' } })
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
})

it('goes on with the old link when a service refuses to name a new one', async () => {
  const run = createTestRun()
  run.provider.answers.fetch.push(failure('refused', 'result-lost'), failure('refused', 'result-lost'))
  run.provider.answers.poll.push({ kind: 'finished', result: buildResult() }, failure('refused', 'input-refused'))
  expect(await run.run()).toEqual({ status: 'done', pause: null })
})

it('keeps a result whose dead link only the key of that time can renew', async () => {
  let key = 'first key'
  const run = createTestRun({ key: () => key })
  run.provider.answers.fetch.push(failure('busy', 'offline'), failure('busy', 'offline'))
  run.provider.answers.fetch.push(failure('busy', 'offline'), failure('busy', 'offline'))
  run.provider.answers.poll.push({ kind: 'finished', result: buildResult() }, failure('busy', 'offline'))
  run.provider.answers.poll.push(...[1, 2, 3].map(() => failure('busy', 'offline')))
  await run.run()
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'offline' } })

  key = 'key of another account'
  run.provider.answers.fetch.push(failure('refused', 'result-lost'))
  run.provider.answers.poll.push({ kind: 'missing' })
  await run.afterRestart()
  expect(run.item()).toMatchObject({ status: 'parked', failure: { code: 'other-key' } })

  key = 'first key'
  run.provider.answers.fetch.push(failure('refused', 'result-lost'))
  expect(await run.afterRestart()).toEqual({ status: 'done', pause: null })
  expect(run.provider.submitted).toHaveLength(1)
})
