import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { RunSettings } from '../../../../electron/batches/run/open-run.ts'
import { createGate } from '../../../../electron/batches/run/gate.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { AppError } from '../../../../shared/errors.ts'
import { filesBelow } from '../../../support/test-run.ts'
import { live, quietLife } from '../model/lives.ts'
import { createWorld, type World } from '../model/world.ts'

function createTestWorld(): World {
  const world = createWorld({ service: 'calls', items: 1, pictures: 1, tapes: [] })
  onTestFinished(world.remove)
  return world
}

function stateOf({ boot, batchId }: World): string | undefined {
  const program = boot()
  const state = program.journal.latest(`${batchId}-0`)?.state
  program.end()
  return state
}

const never = new AbortController().signal

it('brings paid results into the library even when their folder is gone from the start', async () => {
  const world = createTestWorld()
  // The first result is journalled, and the program ends before it is fetched.
  await live(world, { ...quietLife, fault: 'killed after', atWrite: 7 })
  expect(stateOf(world)).toBe('succeeded')
  await live(world, { ...quietLife, outputGoes: 'before the start' })
  const program = world.boot()
  const { pause } = program.batches.get(world.batchId)
  program.end()
  expect(pause?.code).toBe('output-unwritable')
  expect(filesBelow(join(world.folder, 'recovery'))).not.toEqual([])
  await live(world, quietLife)
  expect(world.service.works, 'nothing is sent again').toHaveLength(1)
  expect(filesBelow(world.outputFolder)).toHaveLength(1)
  expect(filesBelow(join(world.folder, 'recovery'))).toEqual([])
})

it('refuses to start where results cannot be written and none is on its way', async () => {
  const world = createTestWorld()
  await live(world, { ...quietLife, outputGoes: 'before the start' })
  expect(world.service.works).toEqual([])
  await live(world, quietLife)
  expect(filesBelow(world.outputFolder)).toHaveLength(1)
})

it('holds real money to the caps of the settings and practice money to its own batch alone', async () => {
  const world = createTestWorld()
  const program = world.boot()
  onTestFinished(program.end)
  program.batches.setCap(world.batchId, world.price)
  const batch = program.batches.get(world.batchId)
  const { model } = world
  const run = { model, gate: createGate(), leave: never }
  const paid = await program.openRun({ ...run, batch })
  expect(await paid.context.caps()).toEqual({ batch: world.price, day: 1e15, month: 2e15 })
  program.batches.setCap(world.batchId, null)
  expect(await paid.context.caps(), 'a cap that is changed while it runs').toEqual({
    batch: null,
    day: 1e15,
    month: 2e15,
  })
  const practice = await program.openRun({ ...run, batch: { ...batch, mode: 'practice' } })
  expect(await practice.context.caps()).toEqual({ batch: null, day: null, month: null })
})

/** A batch of twelve pictures, of which some are sent before the settings are changed. */
async function changeSettingsInARun(read: (world: World) => Promise<RunSettings>) {
  const world = createWorld({ service: 'calls', items: 12, pictures: 1, tapes: [] })
  onTestFinished(world.remove)
  const { user, service, batchId } = world
  const before = user.readSettings
  user.readSettings = () => (service.works.length < 3 ? before() : read(world))
  await live(world, quietLife)
  const program = world.boot()
  const { batch, counts } = program.views.batch(program.batches.get(batchId))
  program.end()
  user.readSettings = before
  return { world, batch, counts, sent: service.works.length }
}

it('keeps to a daily cap that was lowered while it runs', async () => {
  const { batch, counts, sent } = await changeSettingsInARun(({ price }) => {
    const caps = { batch: null, day: nanoUsd(4 * price), month: null }
    return Promise.resolve({ caps, mostAtOnce: {} })
  })
  expect(batch).toMatchObject({ status: 'paused', pause: { code: 'cap-reached' } })
  expect(sent).toBe(4)
  expect(counts.done).toBe(4)
})

it('sends nothing more, and fails nothing, once the settings cannot be read', async () => {
  const broken = new AppError('invalid-request', 'settings.json cannot be read.')
  const { world, batch, counts, sent } = await changeSettingsInARun(() => Promise.reject(broken))
  expect(batch).toMatchObject({ status: 'paused', pause: { code: 'invalid-request' } })
  expect(counts).toEqual({ done: sent, queued: 12 - sent })
  await live(world, quietLife)
  expect(world.service.works).toHaveLength(12)
})

it('never makes the folder again that a batch has had', async () => {
  const world = createTestWorld()
  // The program ends after it has reserved the price.
  await live(world, { ...quietLife, fault: 'killed after', atWrite: 5 })
  renameSync(world.outputFolder, `${world.outputFolder}-away`)
  const program = world.boot()
  const run = program.runs.run(world.batchId, { leave: never })
  const message = expect.stringContaining('not there any more') as string
  await expect(run).rejects.toMatchObject({ code: 'output-unwritable', message })
  program.end()
  expect(existsSync(world.outputFolder)).toBe(false)
  renameSync(`${world.outputFolder}-away`, world.outputFolder)
  await live(world, quietLife)
  expect(world.service.works).toHaveLength(1)
  expect(filesBelow(world.outputFolder)).toHaveLength(1)
})
