import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../../../electron/compose.ts'
import { openView } from '../../../../electron/history/browse/open-view.ts'
import { createPracticeServers } from '../../../../electron/practice/practice.ts'
import { recipeSchema, type Recipe } from '../../../../shared/domain/recipe.ts'
import { readIndex, readRebuiltIndex } from '../../../support/history-index.ts'
import { all } from '../../../support/past.ts'
import { negativePicture } from '../../../support/practice-transform.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

/** The whole engine with the practice services in the place of the real ones. */
async function createBench() {
  const folder = temporaryFolder()
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture })
  const app = await createApp({
    libraryFolder: join(folder, 'library'),
    environment: { LIGHTBENCH_RUNFLOW_URL: practice.runflow.url, RUNFLOW_API_KEY: practice.runflow.key },
    log: { warn: () => undefined, error: () => undefined, addSecret: () => undefined },
    callsPerSecond: null,
  })
  onTestFinished(async () => {
    await app.close()
    await practice.close()
  })
  const paint = async (name: string, hue: number): Promise<string> => {
    const background = { r: hue, g: 90, b: 200 - hue }
    await sharp({ create: { width: 48, height: 32, channels: 3, background } })
      .jpeg()
      .toFile(join(photos, name))
    return join(photos, name)
  }
  const go = (batchId: string) => app.engine.run(batchId, { leave: new AbortController().signal })
  const edit = async (paths: readonly string[], wish: Partial<Recipe>): Promise<string> => {
    const recipe = recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm', ...wish })
    const request = { paths, recipe, mode: 'paid', cap: null, csv: null, again: false } as const
    const plan = await app.engine.plan(
      { ...request, outputFolder: join(folder, 'out') },
      { signal: new AbortController().signal, onProgress: () => undefined },
    )
    const { id } = app.engine.store(plan)
    await go(id)
    return id
  }
  const statuses = (): Record<string, number> => openView(app.database, all).facets.statuses
  return { app, practice, photos, paint, edit, go, statuses }
}

it('keeps the index exact through results, refusals, retries, skips and what nobody knows the end of', async () => {
  const { app, practice, photos, paint, edit, go, statuses } = await createBench()
  const { database, engine } = app
  const exact = (): void => expect(readIndex(database)).toEqual(readRebuiltIndex(database))
  const paths = [await paint('a.jpg', 10), await paint('b.jpg', 120), await paint('c.jpg', 190)]
  const broken = join(photos, 'broken.jpg')
  writeFileSync(broken, 'not a picture')

  practice.scenario.runflow.next('submit', { kind: 'run', end: 'failed' })
  const batch = await edit([...paths, broken], { parameters: { num_images: 2 } })
  expect(statuses()).toEqual({ done: 4, failed: 2 })
  exact()

  engine.decisions.retryFailed({ id: batch, mode: 'paid' }, 'make it cold')
  exact()
  await go(batch)
  expect(statuses()).toEqual({ done: 6, failed: 1 })
  expect(openView(database, { ...all, text: 'cold' }).results).toBe(2)
  exact()

  await edit(paths, { parameters: { num_images: 2 } })
  expect(statuses()).toMatchObject({ skipped: expect.any(Number) as number })
  await edit(paths, { model: 'local/adjust', prompt: '', parameters: { grayscale: true } })
  expect(openView(database, { ...all, models: ['local/adjust'] }).results).toBe(3)
  exact()
  expect(openView(database, all).charged).toBe(
    database.get<{ charged: number }>(`SELECT sum(charged_nano) AS charged FROM spend WHERE scope LIKE 'paid:batch:%'`)
      ?.charged,
  )
}, 60_000)
