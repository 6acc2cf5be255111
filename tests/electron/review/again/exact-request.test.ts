import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { attemptsOf } from '../../../../electron/batches/journal/attempts.ts'
import type { PlanRequest } from '../../../../electron/batches/plan/plan-request.ts'
import { createApp } from '../../../../electron/compose.ts'
import { createPracticeServers } from '../../../../electron/practice/practice.ts'
import type { ServiceInspection } from '../../../../electron/practice/inspection.ts'
import { readAgainRequest } from '../../../../electron/review/again/again-request.ts'
import { recipeSchema, type Recipe } from '../../../../shared/domain/recipe.ts'
import { negativePicture } from '../../../support/practice-transform.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

async function paint(path: string, hue: number): Promise<string> {
  const background = { r: hue, g: 90, b: 200 - hue }
  await sharp({ create: { width: 96, height: 64, channels: 3, background } })
    .jpeg()
    .toFile(path)
  return path
}

/** The whole engine against the practice services, which keep what they were sent. */
async function createBench() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'photos'))
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture })
  const app = await createApp({
    libraryFolder: join(folder, 'library'),
    environment: {
      LIGHTBENCH_RUNFLOW_URL: practice.runflow.url,
      LIGHTBENCH_AIMLAPI_URL: practice.aimlapi.url,
      RUNFLOW_API_KEY: practice.runflow.key,
      AIMLAPI_API_KEY: practice.aimlapi.key,
    },
    log: { warn: () => undefined, error: () => undefined, addSecret: () => undefined },
    callsPerSecond: null,
  })
  onTestFinished(async () => {
    await app.close()
    await practice.close()
  })
  const run = async (request: PlanRequest): Promise<string> => {
    const plan = await app.engine.plan(request, { signal: new AbortController().signal, onProgress: () => undefined })
    expect(plan.left).toEqual([])
    const { id } = app.engine.store(plan)
    const view = await app.engine.run(id, { leave: new AbortController().signal })
    expect(view.batch.status).toBe('done')
    return id
  }
  return { app, practice, run, photo: (name: string, hue: number) => paint(join(folder, 'photos', name), hue), folder }
}

/**
 * The journalled body of every item, to the byte, with the names of this one sending taken out: its own ids, and the
 * addresses of uploads, for which their content stands.
 */
function bodiesOf({ app }: Awaited<ReturnType<typeof createBench>>, batchId: string, { uploads }: ServiceInspection) {
  const contents = new Map(uploads.map(({ id, sha256 }) => [id, sha256]))
  return app.items.ofBatch(batchId).map((item) => {
    const [attempt] = attemptsOf(app.database, item.id)
    const bare = [attempt!.id, item.id, batchId].reduce((body, id) => body.replaceAll(id, 'ID'), attempt!.body!)
    return bare.replaceAll(/https?:[^"\\]+/g, (url) => {
      const id = [...contents.keys()].find((known) => url.includes(known))
      return id === undefined ? url : contents.get(id)!
    })
  })
}

const recipes: readonly (Partial<Recipe> & { readonly model: string })[] = [
  { model: 'runflow/reve/edit', parameters: { num_images: 2 } },
  { model: 'runflow/black-forest-labs/flux-1-dev/edit', parameters: { seed: 42, guidance: 3.5 } },
  { model: 'aimlapi/reve/edit-image' },
]

it.each(recipes)('sends $model the same request to the byte, also after the recipe was edited', async (wish) => {
  const bench = await createBench()
  const { app, practice, run, photo, folder } = bench
  const paths = [await photo('a.jpg', 10), await photo('b.jpg', 150)]
  const recipe = recipeSchema.parse({ prompt: 'Make {name} “warm” – 100 %\nand évening', ...wish })
  const base = { paths, mode: 'paid', outputFolder: join(folder, 'out'), cap: null, csv: null, again: false } as const
  const first = await run({ ...base, recipe })
  await run({ ...base, recipe: { ...recipe, prompt: 'something else since' } })
  const service = wish.model.startsWith('aimlapi') ? 'aimlapi' : 'runflow'
  const paidBefore = (await practice.inspect())[service].charges

  const { request, left } = await readAgainRequest(
    { items: app.items, batches: app.engine.batches },
    { itemIds: app.items.ofBatch(first).map(({ id }) => id), relation: 'rerun', prompt: null, caps: () => null },
  )
  expect(left).toEqual([])
  const second = await run(request)
  const inspected = (await practice.inspect())[service]
  expect(inspected.charges).toBe(paidBefore + 2)
  const bodies = bodiesOf(bench, first, inspected)
  expect(bodies[0]).toContain('Make a “warm”')
  expect(bodiesOf(bench, second, inspected)).toEqual(bodies)
  const keys = (id: string) => app.items.ofBatch(id).map((item) => app.items.contentKey(item.id))
  expect(keys(second)).toEqual(keys(first))
  // What the service itself took down of both, its pictures by their content.
  const [one, other] = [paidOf(app.items.ofBatch(first)), paidOf(app.items.ofBatch(second))]
  expect(one).toHaveLength(2)
  expect(other.map(({ prompt, model }) => [prompt, model])).toEqual(one.map(({ prompt, model }) => [prompt, model]))

  function paidOf(items: readonly { readonly id: string }[]) {
    const ids = items.map((item) => attemptsOf(app.database, item.id)[0]!.id)
    return ids.flatMap((id) =>
      inspected.paid.filter((paid) => [paid.clientRef, paid.idempotencyKey, paid.clientRequestId].includes(id)),
    )
  }
})

it('rebuilds references and mask to the byte, and leaves the pictures when one of them was changed', async () => {
  const bench = await createBench()
  const { app, practice, run, photo, folder } = bench
  const [path, reference, mask] = [await photo('a.jpg', 10), await photo('r.jpg', 90), await photo('m.png', 0)]
  const recipe = recipeSchema.parse({
    model: 'runflow/openai/gpt-image-2/edit',
    prompt: 'as in the other one',
    references: [reference],
    mask,
  })
  const first = await run({
    paths: [path],
    recipe,
    mode: 'paid',
    outputFolder: join(folder, 'out'),
    cap: null,
    csv: null,
    again: false,
  })
  const ask = () =>
    readAgainRequest(
      { items: app.items, batches: app.engine.batches },
      { itemIds: app.items.ofBatch(first).map(({ id }) => id), relation: 'rerun', prompt: null, caps: () => null },
    )
  const second = await run((await ask()).request)
  const { runflow } = await practice.inspect()
  expect(bodiesOf(bench, second, runflow)).toEqual(bodiesOf(bench, first, runflow))
  await photo('m.png', 140)
  const { request } = await ask()
  const planning = app.engine.plan(request, { signal: new AbortController().signal, onProgress: () => undefined })
  await expect(planning).rejects.toMatchObject({ code: 'source-changed' })
})
