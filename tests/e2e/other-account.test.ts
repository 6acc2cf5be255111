import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../electron/compose.ts'
import type { App } from '../../electron/app.ts'
import { createPracticeServers, type Practice } from '../../electron/practice/practice.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { negativePicture } from '../support/practice-transform.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { status } from './provider-faults-bench.ts'

const leave = new AbortController().signal

/** One library and two accounts at Runflow, neither of which is shown what the other one did. */
async function openBoth() {
  const folder = temporaryFolder()
  const source = join(folder, 'source.jpg')
  await sharp({ create: { width: 48, height: 32, channels: 3, background: '#a06030' } })
    .jpeg()
    .toFile(source)
  const [first, second] = await Promise.all([openAccount(), openAccount()])
  /** A process that has this account's key; it ends with the work. */
  const as = async <T>({ runflow }: Practice, work: (app: App) => Promise<T>): Promise<T> => {
    const app = await createApp({
      libraryFolder: join(folder, 'library'),
      environment: { LIGHTBENCH_RUNFLOW_URL: runflow.url, RUNFLOW_API_KEY: runflow.key },
      log: { warn: () => undefined, error: () => undefined, addSecret: () => undefined },
      callsPerSecond: null,
      lookUpWaitsMs: [0],
    })
    return work(app).finally(() => app.close())
  }
  const store = (app: App): Promise<string> =>
    app.engine
      .plan(
        {
          paths: [source],
          recipe: recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm' }),
          outputFolder: join(folder, 'out'),
          mode: 'paid',
          cap: null,
          csv: null,
          again: false,
        },
        { signal: leave, onProgress: () => undefined },
      )
      .then((plan) => app.engine.store(plan).id)
  return { first, second, as, store }
}

async function openAccount(): Promise<Practice> {
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture })
  onTestFinished(() => practice.close())
  return practice
}

async function paidAt(practice: Practice): Promise<number> {
  return (await practice.inspect()).runflow.paid.length
}

function itemOf({ engine }: App, batchId: string) {
  const [view] = engine.views.items(batchId, ['done', 'failed', 'parked', 'unresolved'])
  return view?.item
}

it('never sends an unanswered request again to another account, and finds it under the key of that time', async () => {
  const { first, second, as, store } = await openBoth()
  // The request is taken, its answer is lost, and the key is refused before anybody can ask.
  first.scenario.runflow.next('submit', { kind: 'drop', when: 'after' })
  first.scenario.runflow.always('list', status(401))
  const id = await as(first, async (app) => {
    const batchId = await store(app)
    await app.engine.run(batchId, { leave })
    expect(app.engine.batches.get(batchId)?.pause?.code).toBe('key-rejected')
    return batchId
  })
  first.scenario.runflow.clear()

  await as(second, async (app) => {
    await app.engine.run(id, { leave })
    expect(itemOf(app, id)).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
    expect(itemOf(app, id)?.failure?.message).toContain('Put back the key of that time')
  })
  expect([await paidAt(first), await paidAt(second)]).toEqual([1, 0])

  await as(first, async (app) => {
    expect(app.engine.decisions.lookAgain({ id, mode: 'paid' })).toBe(1)
    await app.engine.run(id, { leave })
    expect(itemOf(app, id)?.status).toBe('done')
  })
  expect([await paidAt(first), await paidAt(second)]).toEqual([1, 0])
})

it('keeps a paid result whose link died, until the key of that time is back', async () => {
  const { first, second, as, store } = await openBoth()
  first.scenario.runflow.always('download', { kind: 'drop' })
  const id = await as(first, async (app) => {
    const batchId = await store(app)
    await app.engine.run(batchId, { leave })
    expect(itemOf(app, batchId)?.status).toBe('parked')
    return batchId
  })
  first.scenario.runflow.clear()

  first.scenario.runflow.always('download', status(403))
  await as(second, async (app) => {
    await app.engine.run(id, { leave })
    expect(itemOf(app, id)).toMatchObject({ status: 'parked', failure: { code: 'other-key' } })
  })
  first.scenario.runflow.clear()

  await as(first, async (app) => {
    await app.engine.run(id, { leave })
    expect(itemOf(app, id)?.status).toBe('done')
  })
  expect([await paidAt(first), await paidAt(second)]).toEqual([1, 0])
})
