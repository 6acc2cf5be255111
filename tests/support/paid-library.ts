import { join } from 'node:path'
import sharp from 'sharp'
import { onTestFinished } from 'vitest'
import type { App } from '../../electron/app.ts'
import type { ItemView } from '../../electron/batches/batch-view.ts'
import { createApp, type ComposeOptions } from '../../electron/compose.ts'
import { createPracticeServers, type Practice } from '../../electron/practice/practice.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { negativePicture } from './practice-transform.ts'
import { temporaryFolder } from './temporary-folder.ts'

const leave = new AbortController().signal

/** One picture and a library that is opened over and over, each time with the key of an account and in a process of its own. */
export async function makePaidLibrary() {
  const folder = temporaryFolder()
  const source = join(folder, 'source.jpg')
  await sharp({ create: { width: 48, height: 32, channels: 3, background: '#a06030' } })
    .jpeg()
    .toFile(source)
  let batchId = ''

  /** Stores the batch the first time, runs it, and says how the item stands. `before` is what a person decides first. */
  return async function run(
    { runflow }: Practice,
    { before, ...options }: Partial<ComposeOptions> & { readonly before?: (app: App, batchId: string) => void } = {},
  ): Promise<ItemView['item'] | undefined> {
    const app = await createApp({
      libraryFolder: join(folder, 'library'),
      environment: { LIGHTBENCH_RUNFLOW_URL: runflow.url, RUNFLOW_API_KEY: runflow.key },
      log: { warn: () => undefined, error: () => undefined, addSecret: () => undefined },
      callsPerSecond: null,
      lookUpWaitsMs: [0],
      ...options,
    })
    try {
      if (batchId === '') batchId = await store(app, { source, out: join(folder, 'out') })
      before?.(app, batchId)
      await app.engine.run(batchId, { leave })
      return [...app.engine.views.items(batchId, ['done', 'failed', 'parked', 'unresolved'])][0]?.item
    } finally {
      await app.close()
    }
  }
}

async function store({ engine }: App, { source, out }: { source: string; out: string }): Promise<string> {
  const plan = await engine.plan(
    {
      paths: [source],
      recipe: recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm' }),
      outputFolder: out,
      mode: 'paid',
      cap: null,
      csv: null,
      again: false,
    },
    { signal: leave, onProgress: () => undefined },
  )
  return engine.store(plan).id
}

export async function openAccount(): Promise<Practice> {
  const practice = await createPracticeServers({ folder: null, delays: 'none', transform: negativePicture })
  onTestFinished(() => practice.close())
  return practice
}

export async function countPaid(practice: Practice): Promise<number> {
  return (await practice.inspect()).runflow.paid.length
}
