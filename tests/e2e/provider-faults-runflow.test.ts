import { expect, it } from 'vitest'
import type { RunflowRequestKind } from '../../electron/practice/requests.ts'
import type { RunflowScenario } from '../../electron/practice/scenario.ts'
import { createFaultsBench, priceOf, status } from './provider-faults-bench.ts'

const bench = createFaultsBench('runflow')
const price = priceOf('runflow')

type Fault = readonly [name: string, request: RunflowRequestKind, scenario: RunflowScenario]

const run = (rest: Partial<Extract<RunflowScenario, { kind: 'run' }>>): RunflowScenario => ({ kind: 'run', ...rest })

const gotOver: readonly Fault[] = [
  ['429 with Retry-After', 'submit', status(429, { retryAfterS: 0 })],
  ['429 with a date', 'submit', status(429, { retryAfterS: 0, retryAfterAs: 'date' })],
  ['429 without Retry-After', 'submit', status(429)],
  ['500 before the run was made', 'submit', status(500)],
  ['500 after the run was made', 'submit', status(500, { when: 'after' })],
  ['503 before the run was made', 'submit', status(503)],
  ['503 after the run was made', 'submit', status(503, { when: 'after' })],
  ['502 from a gateway after the run was made', 'submit', status(502, { when: 'after', body: 'html' })],
  ['a connection dropped before the run was made', 'submit', { kind: 'drop' }],
  ['a connection dropped after the run was made', 'submit', { kind: 'drop', when: 'after' }],
  ['a conflict that is none', 'submit', status(409)],
  ['a conflict after the run was made', 'submit', status(409, { when: 'after' })],
  ['a web page in place of the run', 'submit', status(200, { body: 'html' })],
  ['a web page after the run was made', 'submit', status(200, { body: 'html', when: 'after' })],
  ['an empty success after the run was made', 'submit', status(201, { body: 'empty', when: 'after' })],
  ['an answer cut in the middle', 'submit', { kind: 'cut' }],
  ['a redirect that may follow upon work done', 'submit', { kind: 'redirect', status: 302, location: '/elsewhere' }],
  ['a list that is down when the run is looked up', 'list', status(503)],
  ['an upload that is refused once', 'upload', status(403, { body: 'text' })],
  ['an upload session that fails once', 'upload-session', status(500)],
]

it.each(gotOver)('gets over %s and pays once', async (_name, request, scenario) => {
  bench.scenario().next(request, scenario)
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, charged: price, reserved: 0 })
  expect(await edited.overstated()).toBe(0)
  await edited.expectWholePictures(1)
})

const refused: readonly (readonly [string, RunflowScenario, string])[] = [
  ['422', status(422), 'input-refused'],
  [
    'a redirect that says the request belongs elsewhere',
    { kind: 'redirect', location: '/elsewhere' },
    'provider-failed',
  ],
  [
    'a run that failed',
    run({ end: 'failed', failureCode: 'MODEL_CRASHED', failureMessage: 'Too dark' }),
    'provider-failed',
  ],
  ['a run that refused its input', run({ end: 'failed', failureCode: 'INPUT_VALIDATION_FAILED' }), 'input-refused'],
]

it.each(refused)('fails the picture without a charge after %s', async (_name, scenario, code) => {
  bench.scenario().next('submit', scenario)
  const edited = await bench.edit({ pictures: 2 })
  expect(edited.outcome().toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ['done', null],
    ['failed', code],
  ])
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, charged: price, reserved: 0 })
  expect(await edited.overstated()).toBe(0)
})

const pausing: readonly (readonly [string, RunflowScenario, string])[] = [
  ['401', status(401), 'key-rejected'],
  ['402', status(402), 'out-of-credits'],
  ['403 for a missing scope', status(403, { code: 'PERMISSION_DENIED' }), 'not-permitted'],
]

it.each(pausing)('pauses in the middle on %s, keeps what is done, and goes on later', async (_name, scenario, code) => {
  bench.scenario().nth('submit', 3, scenario)
  const edited = await bench.edit({ pictures: 6 })
  expect(edited.view().batch).toMatchObject({ status: 'paused', pause: { code } })
  expect(edited.view().reserved).toBe(0)
  expect(await edited.overstated()).toBe(0)
  await edited.run()
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, counts: { done: 6 }, charged: 6 * price })
  expect(await edited.paid()).toHaveLength(6)
  await edited.expectWholePictures(6)
})

it('rides out a storm of twenty 429s', async () => {
  for (let time = 0; time < 20; time += 1) bench.scenario().next('submit', status(429, { retryAfterS: 0 }))
  const edited = await bench.edit({ pictures: 8 })
  for (let again = 0; again < 5 && edited.view().batch.status === 'paused'; again += 1) {
    expect(edited.view().batch.pause?.code).toBe('rate-limited')
    await edited.run()
  }
  expect(edited.view()).toMatchObject({
    batch: { status: 'done' },
    counts: { done: 8 },
    charged: 8 * price,
    reserved: 0,
  })
  expect(await edited.paid()).toHaveLength(8)
})

it('asks the user when it was sent four times and the service never says what it did', async () => {
  bench.scenario().always('submit', status(409))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['unresolved', 'outcome-unknown']])
  expect(edited.view()).toMatchObject({ batch: { status: 'paused' }, charged: 0, reserved: price })
  expect(await edited.paid()).toHaveLength(0)
  bench.scenario().clear()
  edited.decisions.lookAgain(edited.batch)
  await edited.run()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})

it('stops sending when no request of a batch is answered any more', async () => {
  bench.scenario().always('submit', status(500))
  const edited = await bench.edit({ pictures: 8 })
  expect(edited.view().batch).toMatchObject({ status: 'paused', pause: { code: 'outcome-unknown' } })
  bench.scenario().clear()
  edited.decisions.lookAgain(edited.batch)
  await edited.run()
  expect(edited.view()).toMatchObject({
    batch: { status: 'done' },
    counts: { done: 8 },
    charged: 8 * price,
    reserved: 0,
  })
  expect(await edited.paid()).toHaveLength(8)
})
