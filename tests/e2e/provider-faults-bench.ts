import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import type { App } from '../../electron/app.ts'
import type { ItemView } from '../../electron/batches/batch-view.ts'
import { createApp } from '../../electron/compose.ts'
import { createPracticeServers, type Practice } from '../../electron/practice/practice.ts'
import type { Scenario } from '../../electron/practice/scenario.ts'
import type { ScenarioSwitches } from '../../electron/practice/scenario-command.ts'
import type { PaidRequest } from '../../electron/practice/inspection.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import type { ParameterValues, ServiceId } from '../../shared/models/model.ts'
import { negativePicture } from '../support/practice-transform.ts'

const models = { runflow: 'runflow/reve/edit', aimlapi: 'aimlapi/reve/edit-image' } as const
const mostPictures = 8

interface Opened {
  readonly app: App
  readonly practice: Practice
  readonly sources: readonly string[]
}

interface Editing {
  readonly pictures?: number
  readonly parameters?: ParameterValues
}

/**
 * The whole engine against practice services that misbehave, one of each for a file of tests. Every batch has a prompt
 * of its own, by which the service's own books tell what it was asked to do and what it charged.
 */
export function createFaultsBench<S extends ServiceId>(service: S) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lightbench-faults-')))
  let opened: Opened | null = null
  let batches = 0
  const use = (): Opened => {
    if (opened === null) throw new Error('Asked for before the tests began')
    return opened
  }

  beforeAll(async () => {
    // Full jitter at its least: no wait between two tries takes time here.
    vi.spyOn(Math, 'random').mockReturnValue(0)
    opened = await open(folder)
  })
  afterEach(() => use().practice.scenario[service].clear())
  afterAll(async () => {
    const { app, practice } = use()
    const { problems } = await practice.inspect()
    await app.close()
    await practice.close()
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
    expect(problems).toEqual([])
  })

  return { scenario: (): ScenarioSwitches[S] => use().practice.scenario[service], edit }

  /** Plans, stores and runs a batch; `again` takes it up as often as it is called. */
  async function edit({ pictures = 1, parameters = {} }: Editing = {}) {
    const { app, practice, sources } = use()
    const { engine } = app
    batches += 1
    const prompt = `make it warm, batch ${batches} of ${service}`
    const plan = await engine.plan(
      {
        paths: sources.slice(0, pictures),
        recipe: recipeSchema.parse({ model: models[service], prompt, parameters }),
        outputFolder: join(folder, `out-${batches}`),
        mode: 'paid',
        cap: null,
        csv: null,
        again: false,
      },
      { signal: new AbortController().signal, onProgress: () => undefined },
    )
    const { id } = engine.store(plan)
    const paid = async (): Promise<PaidRequest[]> =>
      (await practice.inspect())[service].paid.filter((request) => request.prompt === prompt)
    const run = () => engine.run(id, { leave: new AbortController().signal })
    const view = () => engine.views.batch(engine.batches.get(id))
    const items = (): ItemView[] => [...engine.views.items(id, ['done', 'failed', 'parked', 'unresolved'])]
    await run()
    return {
      batch: { id, mode: 'paid' as const },
      decisions: engine.decisions,
      paid,
      run,
      view,
      items,
      outcome: () => items().map(({ item }) => [item.status, item.failure?.code ?? null]),
      /** What the ledger says beyond what the service charged; nothing, unless nobody could tell. */
      overstated: async () => view().charged - (await paid()).reduce((sum, { charged }) => sum + charged, 0),
      expectWholePictures: async (count: number) => {
        const paths = items().flatMap(({ outputs }) => outputs)
        expect(paths).toHaveLength(count)
        for (const path of paths) await sharp(await readFile(path)).stats()
      },
    }
  }
}

type StatusScenario = Extract<Scenario, { kind: 'status' }>

/** An answer that is spoiled: what the service says instead, before or after it did its work. */
export function status(code: number, rest: Partial<StatusScenario> = {}): StatusScenario {
  return { ...rest, kind: 'status', status: code }
}

/** What one picture costs by the price list. */
export function priceOf(service: ServiceId): number {
  return findModel(models[service]).price.perImage
}

async function open(folder: string): Promise<Opened> {
  const startingBalance = { runflow: nanoUsd(1e12), aimlapi: nanoUsd(1e12) }
  const options = { folder: null, delays: 'none', transform: negativePicture, startingBalance } as const
  const practice = await createPracticeServers(options)
  const limits = { start: 4, most: 4 }
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
    concurrency: { runflow: limits, aimlapi: limits },
    lookUpWaitsMs: [0, 0],
  })
  return { app, practice, sources: await makeSources(join(folder, 'sources')) }
}

async function makeSources(folder: string): Promise<string[]> {
  mkdirSync(folder)
  const paths = Array.from({ length: mostPictures }, (_, index) => join(folder, `${index}.jpg`))
  for (const [index, path] of paths.entries()) {
    const background = { r: index * 30, g: 90, b: 200 - index * 20 }
    await sharp({ create: { width: 48, height: 32, channels: 3, background } })
      .jpeg()
      .toFile(path)
  }
  return paths
}
