import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { App } from '../../../electron/app.ts'
import { createApp } from '../../../electron/compose.ts'
import type { ItemView } from '../../../electron/batches/batch-view.ts'
import type { PaidRequest } from '../../../electron/practice/inspection.ts'
import { createPracticeServers, type Practice } from '../../../electron/practice/practice.ts'
import { echoPicture } from '../../../electron/practice/transform-picture.ts'
import type { SeenRequest } from '../../../electron/practice/http/recorder.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { filesBelow } from '../support/files.ts'
import { models, planRequest, silentLog } from '../support/stored-batch.ts'
import type { Cell } from './faults.ts'
import { imageProcess } from '../support/built.ts'

/** How one item stood after a run that met a fault, and after one that did not. */
export interface Outcome {
  readonly afterFault: Standing
  readonly atEnd: Standing
  readonly paid: readonly PaidRequest[]
  readonly seen: readonly SeenRequest[]
  readonly files: readonly string[]
  /** For how long nothing could go on in this process at the most: the services are in it as well. */
  readonly heldUpMs: number
}

export interface Standing {
  readonly item: ItemView | null
  readonly batchStatus: string
  readonly pauseCode: string | null
  readonly charged: number
  readonly reserved: number
}

export interface Lane {
  run(cell: Cell, source: string): Promise<Outcome>
  close(): Promise<void>
}

const patienceMs = 2_500

/** The whole engine against practice services of its own. Each item has a prompt of its own, by which it is told. */
export async function createLane(folder: string): Promise<Lane> {
  const credit = nanoUsd(1e15)
  const practice = await createPracticeServers({
    folder: null,
    delays: 'none',
    transform: echoPicture,
    startingBalance: { runflow: credit, aimlapi: credit },
  })
  const limits = { start: 4, most: 4 }
  const app = await createApp({
    libraryFolder: join(folder, 'library'),
    environment: {
      LIGHTBENCH_RUNFLOW_URL: practice.runflow.url,
      LIGHTBENCH_AIMLAPI_URL: practice.aimlapi.url,
      RUNFLOW_API_KEY: practice.runflow.key,
      AIMLAPI_API_KEY: practice.aimlapi.key,
    },
    log: silentLog,
    callsPerSecond: null,
    concurrency: { runflow: limits, aimlapi: limits },
    lookUpWaitsMs: [0, 0],
    ...imageProcess(),
  })
  let batches = 0
  return {
    run: (cell, source) => runCell({ app, practice, folder, source, number: (batches += 1) }, cell),
    close: async () => {
      await app.close()
      await practice.close()
    },
  }
}

interface Bench {
  readonly app: App
  readonly practice: Practice
  readonly folder: string
  readonly source: string
  readonly number: number
}

async function runCell({ app, practice, folder, source, number }: Bench, cell: Cell): Promise<Outcome> {
  const { service, operation, fault } = cell
  const [prompt, out] = [`make it warm, ${number}`, join(folder, `out-${number}`)]
  const id = await store(app, { source, out, model: models[service], prompt })
  const seenBefore = (await practice.inspect())[service].requests.at(-1)?.sequence ?? 0
  // Operations are kinds of requests of that service; a fault means the same for both.
  if (service === 'runflow') practice.scenario.runflow.next(operation, fault)
  else practice.scenario.aimlapi.next(operation as 'submit' | 'download', fault)
  const delays = monitorEventLoopDelay({ resolution: 10 })
  delays.enable()
  // Whoever is told to wait is given the time.
  const askedMs = fault.kind === 'status' ? (fault.retryAfterS ?? 0) * 1_000 : 0
  await runFor(app, id, patienceMs + askedMs)
  const afterFault = standingOf(app, id)
  practice.scenario[service].clear()
  await runFor(app, id, 20_000)
  delays.disable()
  const books = (await practice.inspect())[service]
  return {
    afterFault,
    atEnd: standingOf(app, id),
    paid: books.paid.filter((request) => request.prompt === prompt),
    seen: books.requests.filter(({ sequence }) => sequence > seenBefore),
    files: filesBelow(out),
    heldUpMs: delays.max / 1e6,
  }
}

interface Wanted {
  readonly source: string
  readonly out: string
  readonly model: string
  readonly prompt: string
}

async function store({ engine }: App, { source, out, model, prompt }: Wanted): Promise<string> {
  const request = planRequest({ home: '', sources: [source], out, model, prompt })
  const options = { signal: new AbortController().signal, onProgress: () => undefined }
  return engine.store(await engine.plan(request, options)).id
}

/** As with Ctrl-C pressed twice: whatever hangs is left, and the next run takes it up. */
async function runFor({ engine }: App, id: string, ms: number): Promise<void> {
  const leave = new AbortController()
  const timer = setTimeout(() => leave.abort(new Error('Out of patience')), ms)
  try {
    await engine.run(id, { leave: leave.signal })
  } finally {
    clearTimeout(timer)
  }
}

function standingOf({ engine }: App, id: string): Standing {
  const view = engine.views.batch(engine.batches.get(id))
  const statuses = Object.keys(view.counts) as (keyof typeof view.counts)[] // Counts are keyed by status.
  const [item = null] = [...engine.views.items(id, statuses)]
  const { charged, reserved, batch } = view
  return { item, batchStatus: batch.status, pauseCode: batch.pause?.code ?? null, charged, reserved }
}
