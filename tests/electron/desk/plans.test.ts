import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { spread } from '../../../electron/desk/selected-files.ts'
import { AppError } from '../../../shared/errors.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { createFakeImages } from '../../support/fake-images.ts'
import { buildRecipeInput, createTestDesk } from './test-desk.ts'

it('quotes the selection as it lies on the table, trees below the folder that was added included', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg'] })
  mkdirSync(join(test.photos, 'deep'))
  writeFileSync(join(test.photos, 'deep', 'b.jpg'), 'picture b')
  await test.addSources([test.photos], 2)
  const { quote, total } = await test.plan()
  expect(total).toBe(2)
  expect(quote).toMatchObject({
    send: 2,
    mode: 'paid',
    worstCase: 80_000_000,
    outputFolder: join(test.photos, 'Lightbench'),
  })
  expect(quote.examples.map(({ source }) => source)).toEqual(['a.jpg', 'deep/b.jpg'])
  expect(quote.examples[1]!.target).toMatch(/^deep\//)
})

it('leaves out what is gone since it was added', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg', 'b.jpg'] })
  rmSync(join(test.photos, 'a.jpg'))
  const { quote } = await test.plan()
  expect(quote).toMatchObject({ send: 1, leftOut: [{ path: join(test.photos, 'a.jpg'), reason: 'missing' }] })
})

it('takes the chosen sources alone, and a sample spread over them', async () => {
  const test = await createTestDesk({ pictures: Array.from({ length: 9 }, (_, index) => `${index}.jpg`) })
  const { rows } = await test.call('sources:list', { after: -1, limit: 100 })
  const chosen = await test.plan({ selection: { ids: [rows[2]!.id, rows[4]!.id] } })
  expect(chosen.quote.examples.map(({ source }) => source)).toEqual(['2.jpg', '4.jpg'])
  const sample = await test.plan({ sample: 3 })
  expect(sample.quote.examples.map(({ source }) => source)).toEqual(['1.jpg', '4.jpg', '7.jpg'])
})

it.each([
  [10, 3, [1, 5, 8]],
  [3, 3, [0, 1, 2]],
  [2, 5, [0, 1]],
  [100, 1, [50]],
])('spreads over %i values %i of them', (length, count, expected) => {
  expect(
    spread(
      Array.from({ length }, (_, index) => index),
      count,
    ),
  ).toEqual(expected)
})

it('looks for the key before anybody agrees to pay, and takes the yes once there is one', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app })
  const { planId } = await test.plan()
  app.keys.clear()
  expect(await test.ask('plan:run', { planId })).toMatchObject({ ok: false, error: { code: 'missing-key' } })
  expect(await test.call('batches:list', { before: null, limit: 10 })).toEqual({ rows: [], total: 0 })
  app.keys.set('runflow', 'a-key')
  const { batchId } = await test.call('plan:run', { planId })
  expect(await test.settled(batchId)).toMatchObject({ status: 'done' })
})

it('starts one batch however often it is told yes', async () => {
  const test = await createTestDesk()
  const { planId } = await test.plan()
  const [one, other] = await Promise.all([test.call('plan:run', { planId }), test.call('plan:run', { planId })])
  const later = await test.call('plan:run', { planId })
  expect([other.batchId, later.batchId]).toEqual([one.batchId, one.batchId])
  await test.settled(one.batchId)
  expect(test.app.provider.submitted).toHaveLength(1)
  expect((await test.call('batches:list', { before: null, limit: 10 })).total).toBe(1)
})

it('forgets plans nobody ran, the oldest first', async () => {
  const test = await createTestDesk()
  const { planId } = await test.plan()
  for (let more = 0; more < 3; more += 1) await test.plan()
  expect(await test.ask('plan:run', { planId })).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
})

it('ends a quote that is being made when another is asked for, and says how far it is', async () => {
  const { promise: mayGoOn, resolve: goOn } = Promise.withResolvers<void>()
  const images = createFakeImages()
  const app = createFakeApp({}, { images: { ...images, probe: (path) => mayGoOn.then(() => images.probe(path)) } })
  const test = await createTestDesk({ app })
  const input = {
    selection: { all: true as const },
    sample: null,
    recipe: buildRecipeInput(),
    outputFolder: null,
    cap: null,
    again: false,
  }
  const first = test.ask('plan:make', input)
  const second = test.ask('plan:make', input)
  goOn()
  expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } })
  expect(await second).toMatchObject({ ok: true })
  expect(test.payloads('plan').at(-1)).toBeNull()
  const third = test.ask('plan:make', { ...input, again: true })
  await test.call('plan:cancel')
  await third
})

it('takes the cap and the mode of the settings', async () => {
  const test = await createTestDesk({ host: { kind: 'browser' } })
  await test.call('settings:write', { caps: { dayUsd: null, monthUsd: null, batchUsd: '3' } })
  expect((await test.plan()).quote).toMatchObject({ cap: 3_000_000_000, mode: 'paid' })
  expect((await test.plan({ cap: '1' })).quote.cap).toBe(1_000_000_000)
  await test.call('settings:write', { mode: 'practice' })
  expect((await test.plan()).quote).toMatchObject({ cap: null, mode: 'practice' })
  const folder = await test.call('folders:typed', { path: test.folder })
  await test.call('settings:write', { outputFolder: folder.id })
  expect((await test.plan()).quote.outputFolder).toBe(test.folder)
})

it('spends nothing while the settings cannot be understood, and says why', async () => {
  const app = createFakeApp()
  app.settings.read = () => Promise.reject(new AppError('invalid-request', 'The settings file is not valid JSON.'))
  const test = await createTestDesk({ app })
  for (const reply of [
    await test.ask('settings:read'),
    await test.ask('plan:make', {
      selection: { all: true },
      sample: null,
      recipe: buildRecipeInput(),
      outputFolder: null,
      cap: null,
      again: false,
    }),
  ]) {
    expect(reply).toMatchObject({ ok: false, error: { message: 'The settings file is not valid JSON.' } })
  }
  expect((await test.call('batches:list', { before: null, limit: 10 })).rows).toEqual([])
})

it('sends a try where the results of the whole selection go, and says where before', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg'] })
  const other = join(test.folder, 'other')
  mkdirSync(other)
  writeFileSync(join(other, 'b.jpg'), 'another picture')
  await test.addSources([other], 2)
  const selection = { all: true } as const
  const said = await test.call('folders:default', { selection })
  expect(said).toBe(join(test.folder, 'Lightbench'))
  expect((await test.plan({ selection, sample: 1 })).quote.outputFolder).toBe(said)
  expect((await test.plan({ selection })).quote.outputFolder).toBe(said)
})
