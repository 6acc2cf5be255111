import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createApp } from '../../electron/compose.ts'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import type { Engine } from '../../electron/batches/engine.ts'

/** Runs work in a folder of its own and removes it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lightbench-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Shape {
  readonly count: number
  readonly width: number
  readonly height: number
}

/** Photograph-like pictures: smooth shapes with grain, so that they compress as photographs do. */
export async function makePictures(folder: string, { count, width, height }: Shape): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const grain = { type: 'gaussian', mean: 128, sigma: 24 } as const
  const noise = await sharp({ create: { width, height, channels: 3, background: '#888', noise: grain } })
    .blur(1.2)
    .png()
    .toBuffer()
  const paths = Array.from({ length: count }, (_, index) =>
    join(folder, `picture-${String(index).padStart(5, '0')}.jpg`),
  )
  await inParallelTwo(paths, async (path, index) => {
    const tint = { r: (index * 37) % 256, g: (index * 91) % 256, b: (index * 53) % 256 }
    await sharp(noise).tint(tint).jpeg({ quality: 90 }).toFile(path)
  })
  return paths
}

async function inParallelTwo(
  paths: readonly string[],
  make: (path: string, index: number) => Promise<unknown>,
): Promise<void> {
  for (let index = 0; index < paths.length; index += 2) {
    await Promise.all(paths.slice(index, index + 2).map((path, offset) => make(path, index + offset)))
  }
}

export interface PracticeProcess {
  readonly runflow: { readonly url: string; readonly key: string }
  readonly aimlapi: { readonly url: string; readonly key: string }
  stop(): Promise<void>
}

/** The practice services without any delay, in a process of their own, so that only our side is measured here. */
export async function startPractice(): Promise<PracticeProcess> {
  const entry = new URL('../../electron/practice/serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [entry, '--delays', 'none'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const addresses = JSON.parse(line.toString()) as Pick<PracticeProcess, 'runflow' | 'aimlapi'>
  return {
    ...addresses,
    stop: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Opens the engine against a practice process, with every limit that spares a real service taken away. */
export async function openApp(libraryFolder: string, practice: PracticeProcess | null, concurrency = 8) {
  const limits = { start: concurrency, most: concurrency }
  const app = await createApp({
    libraryFolder,
    log: { warn: console.error, error: console.error, addSecret: () => undefined },
    environment:
      practice === null
        ? {}
        : {
            RUNFLOW_API_KEY: practice.runflow.key,
            AIMLAPI_API_KEY: practice.aimlapi.key,
            LIGHTBENCH_RUNFLOW_URL: practice.runflow.url,
            LIGHTBENCH_AIMLAPI_URL: practice.aimlapi.url,
          },
    callsPerSecond: null,
    concurrency: { runflow: limits, aimlapi: limits },
  })
  const lease = app.takeLease('bench')
  return {
    engine: app.engine,
    close: async () => {
      await app.close()
      lease?.release()
    },
  }
}

interface BatchToMake {
  readonly paths: readonly string[]
  readonly outputFolder: string
  readonly recipe: Partial<Recipe>
}

export async function makeBatch(engine: Engine, { paths, outputFolder, recipe }: BatchToMake): Promise<string> {
  const plan = await engine.plan(
    {
      paths,
      recipe: recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm', ...recipe }),
      mode: 'paid',
      outputFolder,
      cap: null,
      csv: null,
      again: true,
    },
    { signal: new AbortController().signal, onProgress: () => undefined },
  )
  return engine.store(plan).id
}
