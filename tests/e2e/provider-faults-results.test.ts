import { expect, it } from 'vitest'
import type { RunflowRequestKind } from '../../electron/practice/requests.ts'
import type { RunflowScenario } from '../../electron/practice/scenario.ts'
import { createFaultsBench, priceOf, status } from './provider-faults-bench.ts'

const bench = createFaultsBench('runflow')
const price = priceOf('runflow')

type Fault = readonly [name: string, request: RunflowRequestKind, scenario: RunflowScenario]

const run = (rest: Partial<Extract<RunflowScenario, { kind: 'run' }>>): RunflowScenario => ({ kind: 'run', ...rest })

const gotOver: readonly Fault[] = [
  ['a poll that is refused', 'poll', status(500)],
  ['a poll whose connection drops', 'poll', { kind: 'drop' }],
  ['a poll that answers with a web page', 'poll', status(200, { body: 'html' })],
  ['a status nobody has heard of', 'submit', run({ workingStatus: 'transmogrifying', workingPolls: 1 })],
  ['results in the old place', 'submit', run({ outputs: 'image_urls' })],
  ['a result link that has expired', 'download', status(403, { body: 'text' })],
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

it('never sends a run again that the service took and then does not know', async () => {
  bench.scenario().always('poll', status(404))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['unresolved', 'outcome-unknown']])
  expect(edited.view().reserved).toBe(price)
  bench.scenario().clear()
  edited.decisions.lookAgain(edited.batch)
  await edited.run()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})

it.each(['canceled', 'cancelled'] as const)(
  'counts a run that was %s as spent unless its bill says what',
  async (end) => {
    bench.scenario().next('submit', run({ end, isBilled: true }))
    const billed = await bench.edit()
    expect(billed.outcome()).toEqual([['failed', 'provider-failed']])
    expect(await billed.overstated()).toBe(0)
    bench.scenario().next('submit', run({ end }))
    const silent = await bench.edit()
    expect(silent.outcome()).toEqual([['failed', 'provider-failed']])
    expect(silent.view().reserved).toBe(0)
    expect(await silent.overstated()).toBe(price)
  },
)

it('keeps the pictures there are of a run that made fewer than asked for', async () => {
  bench.scenario().next('submit', run({ end: 'partial_succeeded' }))
  const edited = await bench.edit({ parameters: { num_images: 3 } })
  expect(edited.outcome()).toEqual([['done', null]])
  expect(edited.view()).toMatchObject({ charged: 2 * price, reserved: 0 })
  expect(await edited.overstated()).toBe(0)
  await edited.expectWholePictures(2)
})

it('says what a run without a picture cost', async () => {
  bench.scenario().next('submit', run({ outputs: 'none' }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'provider-failed']])
  expect(edited.items()[0]?.item.failure?.message).toContain('charged $0.04')
  expect(await edited.overstated()).toBe(0)
})

it('keeps a flagged result', async () => {
  bench.scenario().next('submit', run({ nsfw: true }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['done', null]])
  await edited.expectWholePictures(1)
})

it('says that a result is lost when no link to it works, and charges it once', async () => {
  bench.scenario().always('download', status(403, { body: 'text' }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'result-lost']])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})

it('keeps aside what never becomes a picture', async () => {
  bench.scenario().always('download', status(200, { body: 'html' }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['failed', 'result-invalid']])
  expect(edited.items()[0]?.item.failure?.message).toMatch(/kept at .+\.broken/)
  expect(await edited.overstated()).toBe(0)
  await edited.expectWholePictures(0)
})

it('waits with a paid result while its host is down, and fetches it without paying again', async () => {
  bench.scenario().always('download', status(503, { retryAfterS: 0 }))
  const edited = await bench.edit()
  expect(edited.outcome()).toEqual([['parked', 'provider-unavailable']])
  expect(edited.view()).toMatchObject({ batch: { status: 'paused', pause: { code: 'provider-unavailable' } } })
  bench.scenario().clear()
  await edited.run()
  expect(edited.outcome()).toEqual([['done', null]])
  expect(await edited.paid()).toHaveLength(1)
  expect(await edited.overstated()).toBe(0)
})
