import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFakeApp, type FakeApp } from '../../support/fake-app.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestDesk, holdPolls } from './test-desk.ts'
import { eventually } from '../../support/eventually.ts'

const price = 40_000_000
const many = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(2, '0')}.jpg`)

/** Has the service fail some pictures in a way, for as long as it is not told otherwise. */
function troubles({ provider }: FakeApp) {
  const kinds = new Map<string, ReturnType<typeof failure>>()
  const { submit } = provider
  provider.submit = (wire, ...rest) => {
    const trouble = [...kinds].find(([name]) => wire.body.includes(name))?.[1]
    return trouble === undefined ? submit(wire, ...rest) : Promise.reject(trouble)
  }
  provider.lookUp = () => Promise.resolve({ kind: 'absent', isProof: false })
  return kinds
}

/** A batch that was paused with pictures left, one of them refused and one without an answer. */
async function createStopped() {
  const app = createFakeApp()
  const kinds = troubles(app)
  kinds.set('00.jpg', failure('refused', 'content-refused'))
  kinds.set('01.jpg', failure('unanswered', 'outcome-unknown'))
  const test = await createTestDesk({ app, pictures: many })
  const { events, views, batches } = app.engine
  const pauseInTime = (itemId: string): void => {
    const { batchId } = views.item(itemId)!.item
    const { counts } = views.batch(batches.get(batchId))
    if (counts.failed !== 1 || counts.unresolved !== 1) return
    events.off('item', pauseInTime)
    void test.call('batches:pause', { id: batchId })
  }
  events.on('item', pauseInTime)
  const id = await test.start()
  const stopped = await test.settled(id)
  expect(stopped.counts).toMatchObject({ failed: 1, unresolved: 1, queued: expect.any(Number) as number })
  kinds.clear()
  const items = await test.items(id)
  return { ...test, id, stopped, sent: app.provider.submitted.length, refused: items[0]!.id, unanswered: items[1]!.id }
}

it('sends just the failed pictures of a stopped batch that are retried', async () => {
  const test = await createStopped()
  expect(test.stopped.counts.queued).toBeGreaterThan(0)
  expect(await test.call('batches:retry', { id: test.id, items: [test.refused], prompt: 'make it blue' })).toBe(1)
  const row = await test.settled(test.id)
  expect(row.counts).toEqual({ ...test.stopped.counts, failed: undefined, done: (test.stopped.counts.done ?? 0) + 1 })
  expect(row).toMatchObject({ status: 'paused', pause: test.stopped.pause, toSpend: test.stopped.toSpend })
  expect(test.app.provider.submitted).toHaveLength(test.sent + 1)
  expect(test.app.provider.submitted.at(-1)!.body).toContain('make it blue')
})

it('asks about what has no answer and sends nothing of a stopped batch', async () => {
  const test = await createStopped()
  expect(await test.call('batches:resolve', { id: test.id, items: null, decision: 'look-again' })).toBe(1)
  const row = await test.settled(test.id)
  expect(row.counts).toEqual(test.stopped.counts)
  expect(row.atStake).toBe(price)
  expect(test.app.provider.submitted).toHaveLength(test.sent)
})

it('sends again just what has no answer, and counts the first time as spent', async () => {
  const test = await createStopped()
  expect(await test.call('batches:resolve', { id: test.id, items: null, decision: 'send-again' })).toBe(1)
  const row = await test.settled(test.id)
  expect(row.counts.unresolved).toBeUndefined()
  expect(row.counts.queued).toBe(test.stopped.counts.queued)
  expect(test.app.provider.submitted).toHaveLength(test.sent + 1)
  expect(row.charged).toBe(test.stopped.charged + 2 * price)
  expect(row.atStake).toBe(0)
})

it('gives up without sending, and the rest stays as it was', async () => {
  const test = await createStopped()
  expect(await test.call('batches:resolve', { id: test.id, items: [test.unanswered], decision: 'give-up' })).toBe(1)
  const row = await test.settled(test.id)
  expect(row).toMatchObject({ status: 'paused', pause: test.stopped.pause, atStake: 0 })
  expect(row.counts.failed).toBe(2)
  expect(test.app.provider.submitted).toHaveLength(test.sent)
})

it('is done when the last unanswered request is given up', async () => {
  const app = createFakeApp()
  troubles(app).set('a.jpg', failure('unanswered', 'outcome-unknown'))
  const test = await createTestDesk({ app })
  const id = await test.start()
  expect(await test.settled(id)).toMatchObject({ status: 'paused', pause: { code: 'outcome-unknown' } })
  await test.call('batches:resolve', { id, items: null, decision: 'give-up' })
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { failed: 1 } })
})

it('takes up a retry while the batch runs, also for pictures the run has passed by', async () => {
  const app = createFakeApp()
  const { submit } = app.provider
  const refusals = [failure('refused', 'content-refused')]
  // Whichever comes first: the others are held before they could make room.
  app.provider.submit = (...call) => {
    const refusal = refusals.pop()
    return refusal === undefined ? submit(...call) : Promise.reject(refusal)
  }
  const test = await createTestDesk({ app, pictures: many })
  const polls = holdPolls(app)
  const id = await test.start()
  await eventually(async () => expect((await test.call('batches:read', { id })).row.counts.failed).toBe(1))
  await test.call('batches:retry', { id, items: null, prompt: null })
  polls.open()
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { done: 40 } })
})

it('leaves items of other batches alone', async () => {
  const test = await createStopped()
  const other = await test.start({ sample: 1, again: true })
  await test.settled(other)
  expect(await test.call('batches:retry', { id: other, items: [test.refused], prompt: null })).toBe(0)
  expect((await test.call('batches:read', { id: test.id })).row.counts).toEqual(test.stopped.counts)
})

it('refuses a prompt the model does not take before anything moves', async () => {
  const test = await createStopped()
  const reply = await test.ask('batches:retry', { id: test.id, items: null, prompt: ' ' })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  expect((await test.call('batches:read', { id: test.id })).row.counts).toEqual(test.stopped.counts)
})

it('decides nothing while another process has the library', async () => {
  const test = await createStopped()
  test.app.otherHolders.push('another process')
  const reply = await test.ask('batches:resolve', { id: test.id, items: null, decision: 'give-up' })
  expect(reply).toMatchObject({ ok: false, error: { code: 'library-busy' } })
  expect((await test.call('batches:read', { id: test.id })).row.counts).toEqual(test.stopped.counts)
})

it('goes on under a cap that was raised', async () => {
  const test = await createTestDesk({ pictures: many })
  const id = await test.start({ cap: '0.08' })
  expect(await test.settled(id)).toMatchObject({ status: 'paused', pause: { code: 'cap-reached' }, cap: 80_000_000 })
  await test.call('batches:set-cap', { id, cap: '$0.12' })
  await test.call('batches:resume', { id })
  expect((await test.settled(id)).counts.done).toBe(3)
  await test.call('batches:set-cap', { id, cap: null })
  await test.call('batches:resume', { id })
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { done: 40 } })
  expect(await test.ask('batches:set-cap', { id, cap: '1,5' })).toMatchObject({ ok: false })
})

it('puts kept results into the folder that was chosen for them', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: ['a.jpg', 'b.jpg'], host: { kind: 'browser' } })
  const [full, other] = [join(test.folder, 'full'), join(test.folder, 'other')]
  mkdirSync(full)
  const folder = await test.call('folders:typed', { path: full })
  const { poll } = app.provider
  app.provider.poll = (...call) => {
    rmSync(full, { recursive: true, force: true })
    writeFileSync(full, 'a file where the folder was')
    return poll(...call)
  }
  const id = await test.start({ outputFolder: folder.id })
  expect(await test.settled(id)).toMatchObject({ status: 'paused', pause: { code: 'output-unwritable' }, toSpend: 0 })
  const sent = app.provider.submitted.length
  const { id: otherId } = await test.call('folders:typed', { path: other })
  await test.call('batches:set-folder', { id, folder: otherId })
  await test.call('batches:resume', { id })
  expect(await test.settled(id)).toMatchObject({ status: 'done', outputFolder: other })
  expect(readdirSync(other)).toHaveLength(2)
  expect(app.provider.submitted).toHaveLength(sent)
})

it('changes no folder of a batch that runs', async () => {
  const test = await createTestDesk({ host: { kind: 'browser' } })
  const polls = holdPolls(test.app)
  const id = await test.start()
  const folder = await test.call('folders:typed', { path: test.folder })
  expect(await test.ask('batches:set-folder', { id, folder: folder.id })).toMatchObject({
    ok: false,
    error: { code: 'invalid-request', message: expect.stringContaining('Pause') as string },
  })
  polls.open()
  await test.settled(id)
})
