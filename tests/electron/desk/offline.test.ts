import { expect, it } from 'vitest'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { eventually } from '../../support/eventually.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestDesk, openDesk } from './test-desk.ts'

const tryAgainAfterMs = 30_000

/** No connection comes about until `back` is called; waits for the next try are over when `later` is. */
function unplug(app: FakeApp) {
  const { clock } = app.library
  const { sleep } = clock
  const { submit } = app.provider
  const waits: (() => void)[] = []
  clock.sleep = (ms, signal) => (ms === tryAgainAfterMs ? held(signal, waits) : sleep(ms, signal))
  app.provider.submit = () => Promise.reject(failure('busy', 'offline'))
  return {
    waits,
    back: () => {
      app.provider.submit = submit
    },
    later: () => waits.shift()?.(),
  }
}

function held(signal: AbortSignal, waits: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    waits.push(resolve)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

async function waitingBatch() {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: ['a.jpg', 'b.jpg', 'c.jpg'] })
  const network = unplug(app)
  const id = await test.start()
  const read = async () => (await test.call('batches:read', { id })).row
  await eventually(() => expect(network.waits).toHaveLength(1))
  return { app, test, network, id, read }
}

it('waits for the network, says so, and goes on by itself', async () => {
  const { app, test, network, id, read } = await waitingBatch()
  expect(await read()).toMatchObject({
    activity: 'waiting',
    status: 'paused',
    pause: { code: 'offline', message: expect.stringMatching(/tries again every 30 seconds\.$/) as string },
  })
  expect(app.openLeases, 'others may use the library meanwhile').toBe(0)
  network.later()
  await eventually(() => expect(network.waits).toHaveLength(1))
  expect((await read()).pause?.message.match(/tries again/g), 'says it once').toHaveLength(1)
  network.back()
  network.later()
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { done: 3 } })
  expect(app.provider.submitted).toHaveLength(3)
})

it('tries at once when it is resumed', async () => {
  const { test, network, id } = await waitingBatch()
  network.back()
  await test.call('batches:resume', { id })
  expect(await test.settled(id)).toMatchObject({ status: 'done' })
})

it.each(['pause', 'cancel'] as const)('stops trying after %s', async (decision) => {
  const { app, test, network, id } = await waitingBatch()
  await test.call(`batches:${decision}`, { id })
  network.back()
  network.later()
  const row = await test.settled(id)
  expect(row.status).toBe(decision === 'pause' ? 'paused' : 'cancelled')
  expect(row.pause?.message).toBe(decision === 'pause' ? 'Paused.' : undefined)
  expect(app.provider.submitted).toEqual([])
})

it('goes on at the next start, because nobody stopped it', async () => {
  const { app, test, network, id } = await waitingBatch()
  await test.desk.leave()
  network.back()
  const next = openDesk(app)
  next.desk.begin()
  expect(await next.settled(id)).toMatchObject({ status: 'done', counts: { done: 3 } })
  await next.desk.leave()
})

it('leaves a batch alone that another process took further meanwhile', async () => {
  const { app, test, network, id } = await waitingBatch()
  app.engine.batches.setStatus(id, 'done')
  network.back()
  network.later()
  expect(await test.settled(id)).toMatchObject({ status: 'done' })
  expect(app.provider.submitted).toEqual([])
})
