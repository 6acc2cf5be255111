import { expect, it } from 'vitest'
import type { AimlapiRequestKind } from '../../electron/practice/requests.ts'
import type { AimlapiScenario } from '../../electron/practice/scenario.ts'
import { createFaultsBench, priceOf, status } from './provider-faults-bench.ts'

const bench = createFaultsBench('aimlapi')
const price = priceOf('aimlapi')

type Fault = readonly [name: string, request: AimlapiRequestKind, scenario: AimlapiScenario]

const dialect = (rest: Partial<Extract<AimlapiScenario, { kind: 'aimlapi-dialect' }>>): AimlapiScenario => ({
  kind: 'aimlapi-dialect',
  ...rest,
})

const gotOver: readonly Fault[] = [
  ['an answer with status 200', 'submit', dialect({ status: 200 })],
  ['an answer with status 201', 'submit', dialect({ status: 201 })],
  ['a cost in tokens and in no header', 'submit', dialect({ usage: 'tokens_used', costHeaders: false })],
  ['a cost in dollars and in no header', 'submit', dialect({ usage: 'usd_spent', costHeaders: false })],
  ['a cost that is not told', 'submit', dialect({ usage: 'none', costHeaders: false })],
  ['429 with Retry-After', 'submit', status(429, { retryAfterS: 0 })],
  ['429 without Retry-After', 'submit', status(429)],
  ['500', 'submit', status(500)],
  ['502 in the words of the service', 'submit', status(502)],
  ['503', 'submit', status(503)],
  ['504 in the words of the service', 'submit', status(504)],
  ['a flagged result', 'submit', { kind: 'generation', contentViolation: 'with-image' }],
  ['a result host that is down', 'download', status(503, { retryAfterS: 0 })],
  ['a result that breaks off', 'download', { kind: 'cut' }],
  ['a web page in place of the result', 'download', status(200, { body: 'html' })],
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

it.each(['bare', 'data-uri'] as const)('takes a result inside the answer, %s', async (base64As) => {
  bench.scenario().next('submit', dialect({ base64As }))
  const edited = await bench.edit({ parameters: { convert_base64_to_url: false } })
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
  await edited.expectWholePictures(1)
})

const pausing: readonly (readonly [string, AimlapiScenario, string])[] = [
  ['401', status(401), 'key-rejected'],
  ['403 for want of credit', status(403, { message: "You've run out of credits." }), 'out-of-credits'],
  ['403 for a missing scope', status(403, { message: 'Not allowed for this key.' }), 'not-permitted'],
]

it.each(pausing)('pauses in the middle on %s, keeps what is done, and goes on later', async (_name, scenario, code) => {
  bench.scenario().nth('submit', 2, scenario)
  const edited = await bench.edit({ pictures: 4 })
  expect(edited.view().batch).toMatchObject({ status: 'paused', pause: { code } })
  expect(edited.view().reserved).toBe(0)
  expect(await edited.overstated()).toBe(0)
  await edited.run()
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, counts: { done: 4 }, charged: 4 * price })
  expect(await edited.paid()).toHaveLength(4)
})

it.each([400, 404, 422])('fails the picture without a charge on %s', async (code) => {
  bench.scenario().next('submit', status(code, { message: 'No.' }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'input-refused']])
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, charged: 0, reserved: 0 })
  expect(await edited.paid()).toHaveLength(0)
})

it('says what a declined picture cost', async () => {
  bench.scenario().next('submit', { kind: 'generation', contentViolation: 'without-image' })
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'content-refused']])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})

const unansweredBefore: readonly (readonly [string, AimlapiScenario])[] = [
  ['a connection dropped before charging', { kind: 'drop' }],
  ['a gateway that gave up', status(504, { body: 'html' })],
  ['a web page in place of the answer', status(200, { body: 'html' })],
  ['a redirect that may follow upon work done', { kind: 'redirect', status: 302, location: '/elsewhere' }],
]

it.each(unansweredBefore)('asks the user about %s, with the price held', async (_name, scenario) => {
  bench.scenario().next('submit', scenario)
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['unresolved', 'outcome-unknown']])
  expect(edited.view()).toMatchObject({ batch: { status: 'paused' }, charged: 0, reserved: price })
  await edited.run()
  expect(await edited.paid(), 'going on sends nothing').toHaveLength(0)
  edited.decisions.giveUp(edited.batch)
  await edited.run()
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, charged: price, reserved: 0 })
})

const unansweredAfter: readonly (readonly [string, AimlapiScenario])[] = [
  ['a connection dropped after charging', { kind: 'drop', when: 'after' }],
  ['an answer cut in the middle', { kind: 'cut' }],
  ['a web page after charging', status(200, { body: 'html', when: 'after' })],
]

it.each(unansweredAfter)('finds the charge of %s and pays again only with a yes', async (_name, scenario) => {
  bench.scenario().next('submit', scenario)
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['unresolved', 'result-lost']])
  expect(edited.view()).toMatchObject({ batch: { status: 'paused' }, charged: price, reserved: 0 })
  edited.decisions.lookAgain(edited.batch)
  await edited.run()
  expect(await edited.paid(), 'looking sends nothing').toHaveLength(1)
  edited.decisions.sendAgain(edited.batch)
  await edited.run()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(2)
  expect(edited.view()).toMatchObject({ batch: { status: 'done' }, charged: 2 * price, reserved: 0 })
  expect(await edited.overstated()).toBe(0)
})

it('stops sending when no request of a batch is answered any more', async () => {
  bench.scenario().always('submit', { kind: 'drop' })
  const edited = await bench.edit({ pictures: 8 })
  const { batch, counts } = edited.view()
  expect(batch).toMatchObject({ status: 'paused', pause: { code: 'outcome-unknown' } })
  expect(counts.unresolved).toBeGreaterThanOrEqual(5)
  expect(await edited.paid()).toHaveLength(0)
})

it('says that a result is lost when its only link is dead, and charges it once', async () => {
  bench.scenario().always('download', status(403, { body: 'text' }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'result-lost']])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})

it('waits with a paid result while its host is down, and fetches it without paying again', async () => {
  bench.scenario().always('download', status(503))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['parked', 'provider-unavailable']])
  bench.scenario().clear()
  await edited.run()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
})
