import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFakeApp } from '../../support/fake-app.ts'
import { failure } from '../../support/fake-provider.ts'
import { createTestDesk, holdPolls, openDesk } from './test-desk.ts'
import { eventually } from '../../support/eventually.ts'

const many = Array.from({ length: 30 }, (_, index) => `${index}.jpg`)

it('runs a batch to its end and tells what became of each picture', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg', 'b.jpg', 'broken.jpg'] })
  writeFileSync(join(test.photos, 'broken.jpg'), 'broken')
  const row = await test.settled(await test.start())
  expect(row).toMatchObject({ status: 'done', counts: { done: 2, failed: 1 }, total: 3, pause: null })
  expect([row.charged, row.reserved, row.toSpend]).toEqual([80_000_000, 0, 0])
  const items = await test.items(row.id)
  expect(items.map(({ label, status, charged }) => [label, status, charged])).toEqual([
    ['a.jpg', 'done', 40_000_000],
    ['b.jpg', 'done', 40_000_000],
    ['broken.jpg', 'failed', 0],
  ])
  expect(items[0]!.outputs[0]).toMatchObject({ batchNumber: 1, prompt: 'make it warm' })
  expect(test.app.openLeases).toBe(0)
})

it('runs one batch after the other; the second waits for its turn', async () => {
  const test = await createTestDesk()
  const polls = holdPolls(test.app)
  const first = await test.start()
  const second = await test.start({ recipe: { ...(await recipeOf(test, first)), prompt: 'make it cold' } })
  expect((await test.call('batches:read', { id: second })).row).toMatchObject({ activity: 'waiting' })
  polls.open()
  expect(await test.settled(second)).toMatchObject({ status: 'done' })
  expect(await test.settled(first)).toMatchObject({ status: 'done' })
  expect(test.app.openLeases).toBe(0)
})

async function recipeOf(test: Awaited<ReturnType<typeof createTestDesk>>, id: string) {
  const { recipe } = await test.call('batches:read', { id })
  return { ...recipe, references: [] }
}

it('waits for another process that has the library, says which, and goes on by itself', async () => {
  const test = await createTestDesk()
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
  const { sleep } = test.app.library.clock
  test.app.library.clock.sleep = (ms, signal) => (ms === 1_000 ? mayGoOn : sleep(ms, signal))
  test.app.otherHolders.push('lightbench command line, process 7', 'lightbench command line, process 7')
  const id = await test.start()
  await eventually(async () => {
    expect((await test.call('app:read')).busyElsewhere).toBe('lightbench command line, process 7')
  })
  const { row } = await test.call('batches:read', { id })
  expect(row.activity).toBe('waiting')
  expect(row.pause).toMatchObject({ code: 'library-busy', message: expect.stringContaining('process 7') as string })
  goOn()
  expect(await test.settled(id)).toMatchObject({ status: 'done' })
  expect((await test.call('app:read')).busyElsewhere).toBeNull()
})

it('can be paused while it waits for the library', async () => {
  const test = await createTestDesk()
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
  test.app.library.clock.sleep = () => mayGoOn
  test.app.otherHolders.push('another process')
  const id = await test.start()
  await test.call('batches:pause', { id })
  goOn()
  expect(await test.settled(id)).toMatchObject({ status: 'paused', pause: { code: 'cancelled', message: 'Paused.' } })
  expect(test.app.provider.submitted).toEqual([])
})

it('sends nothing more when it is paused, collects what was sent, and goes on when it is resumed', async () => {
  const test = await createTestDesk({ pictures: many })
  const polls = holdPolls(test.app)
  const id = await test.start()
  await eventually(() => expect(test.app.provider.submitted.length).toBeGreaterThan(0))
  await test.call('batches:pause', { id })
  expect((await test.call('batches:read', { id })).row.activity).toBe('stopping')
  polls.open()
  const paused = await test.settled(id)
  const sent = test.app.provider.submitted.length
  expect(paused).toMatchObject({ status: 'paused', pause: { message: 'Paused.' } })
  expect(paused.counts.done).toBe(sent)
  expect(paused.toSpend).toBe((30 - sent) * 40_000_000)
  await test.call('batches:resume', { id })
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { done: 30 } })
  expect(test.app.provider.submitted).toHaveLength(30)
})

it('takes a resume while it is still stopping for a wish to go on', async () => {
  const test = await createTestDesk({ pictures: many })
  const polls = holdPolls(test.app)
  const id = await test.start()
  await eventually(() => expect(test.app.provider.submitted.length).toBeGreaterThan(0))
  await test.call('batches:pause', { id })
  await test.call('batches:resume', { id })
  polls.open()
  expect(await test.settled(id)).toMatchObject({ status: 'done', counts: { done: 30 } })
})

it('cancels a batch that does not run', async () => {
  const test = await createTestDesk({ pictures: many })
  const polls = holdPolls(test.app)
  const id = await test.start()
  await eventually(() => expect(test.app.provider.submitted.length).toBeGreaterThan(0))
  await test.call('batches:pause', { id })
  polls.open()
  const { counts } = await test.settled(id)
  await test.call('batches:cancel', { id })
  const row = await test.settled(id)
  expect(row).toMatchObject({ status: 'cancelled', counts: { done: counts.done, cancelled: 30 - counts.done! } })
  expect(row.toSpend).toBe(0)
  expect(await test.ask('batches:resume', { id })).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('collects what a batch had sent before it was cancelled, and sends nothing for it', async () => {
  const test = await createTestDesk({ pictures: many })
  test.app.provider.answers.fetch.push(...Array.from({ length: 9 }, () => failure('busy', 'provider-unavailable')))
  const id = await test.start()
  await eventually(async () => expect((await test.settled(id)).counts.parked).toBe(1))
  const sent = test.app.provider.submitted.length
  test.app.provider.answers.fetch.length = 0
  await test.call('batches:cancel', { id })
  await eventually(async () => expect((await test.settled(id)).counts.parked).toBeUndefined())
  const row = await test.settled(id)
  expect(row.counts.done).toBe(sent)
  expect(test.app.provider.submitted).toHaveLength(sent)
})

it('says why a batch could not begin, and keeps it on the list', async () => {
  const test = await createTestDesk()
  const other = await test.plan()
  const { outputFolder } = other.quote
  const store = test.app.engine.store
  test.app.engine.store = (plan) => {
    // The place of the folder is taken in the instant after it was looked at.
    writeFileSync(outputFolder, 'a file')
    return store(plan)
  }
  const blocked = (await test.call('plan:run', { planId: other.planId })).batchId
  expect(await test.settled(blocked)).toMatchObject({ status: 'paused', pause: { code: 'output-unwritable' } })
  expect(test.app.openLeases).toBe(0)
})

it('goes on at the next start with what was running or waiting when it was left', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: many })
  const polls = holdPolls(app)
  const first = await test.start()
  const second = await test.start({ sample: 2, recipe: { ...(await recipeOf(test, first)), prompt: 'make it cold' } })
  await eventually(() => expect(app.provider.submitted.length).toBeGreaterThan(0))
  const left = test.desk.leave()
  polls.open()
  await left
  expect(app.engine.batches.get(first).status).toBe('paused')
  expect(app.openLeases).toBe(0)

  const next = openDesk(app)
  next.desk.begin()
  expect(await next.settled(first)).toMatchObject({ status: 'done', counts: { done: 30 } })
  expect(await next.settled(second)).toMatchObject({ status: 'done', counts: { done: 2 } })
  expect(app.provider.submitted).toHaveLength(32)
  await next.desk.leave()
})

it('leaves a batch the user paused alone at the next start, but collects what it had sent', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: many })
  const { poll } = app.provider
  app.provider.poll = (_runId, _options, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(failure('busy', 'cancelled')))
    })
  const id = await test.start()
  await eventually(() => expect(app.provider.submitted.length).toBeGreaterThan(3))
  await test.call('batches:pause', { id })
  await test.desk.leave()
  const sent = app.provider.submitted.length
  expect(app.engine.views.batch(app.engine.batches.get(id)).counts.done).toBeUndefined()

  app.provider.poll = poll
  const next = openDesk(app)
  next.desk.begin()
  const row = await next.settled(id)
  expect(row).toMatchObject({ status: 'paused', pause: { message: 'Paused.' }, counts: { done: sent } })
  expect(app.provider.submitted).toHaveLength(sent)
  await next.desk.leave()
})

it('starts nothing once it is being left', async () => {
  const test = await createTestDesk()
  const { planId } = await test.plan()
  await test.desk.leave()
  expect(await test.ask('plan:run', { planId })).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(test.app.provider.submitted).toEqual([])
  expect(test.app.openLeases).toBe(0)
  expect(test.app.engine.batches.count(), 'no batch is left behind that nobody started').toBe(0)
})

it('does not run a batch that another process finished while it waited', async () => {
  const test = await createTestDesk()
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
  test.app.library.clock.sleep = () => mayGoOn
  test.app.otherHolders.push('another process')
  const id = await test.start()
  test.app.engine.batches.setStatus(id, 'done')
  goOn()
  expect(await test.settled(id)).toMatchObject({ status: 'done' })
  expect(test.app.provider.submitted).toEqual([])
})
