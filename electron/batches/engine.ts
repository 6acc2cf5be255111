import { EventEmitter } from 'node:events'
import type { Mode } from '../../shared/domain/item.ts'
import { AppError } from '../../shared/errors.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import type { ModelDeclaration, ServiceId } from '../../shared/models/model.ts'
import type { Batch, Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Items } from '../history/items.ts'
import type { Outputs } from '../history/outputs.ts'
import type { Sources } from '../history/sources.ts'
import type { Images } from '../images/images.ts'
import type { Balance } from '../providers/provider.ts'
import { runBatch, type BatchEnd } from './batch-runner.ts'
import type { BatchView, Views } from './batch-view.ts'
import type { Decisions } from './decisions.ts'
import { createGate, type Gate } from './gate.ts'
import type { Ledger } from './ledger.ts'
import { makePlan, type Plan, type PlanProgress, type PlanRequest } from './plan.ts'
import { requeue } from './recovery.ts'
import type { RunContext } from './run-context.ts'

/** The services of one mode: real ones, or the practice servers. */
export interface Services {
  balance(service: ServiceId, signal: AbortSignal): Promise<Balance>
  testKey(service: ServiceId, signal: AbortSignal): Promise<void>
  /** Throws `missing-key` or a `keychain-*` code. */
  key(service: ServiceId): Promise<string>
}

export interface EngineEvents {
  /** An item changed; read it with `views.item`. */
  item: [itemId: string]
  /** A batch was started, paused or finished. */
  batch: [batchId: string]
}

export interface PlanOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: PlanProgress) => void
}

export interface RunOptions {
  /** Aborted to leave at once; everything under way is journalled and taken up by the next run. */
  readonly leave: AbortSignal
}

/**
 * The engine behind every face: plans, runs and repairs batches of one library. Running needs the library's lease,
 * which its host takes; everything else may be done beside another process that runs.
 */
export interface Engine {
  readonly events: EventEmitter<EngineEvents>
  readonly views: Views
  readonly batches: Batches
  readonly decisions: Decisions
  services(mode: Mode): Promise<Services>
  /** Looks, names, skips and prices; stores and sends nothing. */
  plan(request: PlanRequest, options: PlanOptions): Promise<Plan>
  /** Keeps a plan as a batch that has not started; its quote binds the run. */
  store(plan: Plan): Batch
  /** Starts a batch or takes it up where it stands, and resolves when nothing more goes on by itself. */
  run(batchId: string, options: RunOptions): Promise<BatchView>
  /** Sends nothing more of a running batch; what was sent is still collected. */
  pause(batchId: string): void
  /** As `pause`, and what was not sent is never sent. */
  cancel(batchId: string): void
}

export interface EngineDependencies {
  readonly database: Database
  readonly batches: Batches
  readonly items: Items
  readonly sources: Sources
  readonly outputs: Outputs
  readonly ledger: Ledger
  readonly decisions: Decisions
  readonly views: Views
  readonly images: Images
  readonly events: EventEmitter<EngineEvents>
  readonly now: () => Date
  readonly services: (mode: Mode) => Promise<Services>
  /** Everything a run works with; `close` frees what only this run needed. */
  readonly openRun: (run: { batch: Batch; model: ModelDeclaration; gate: Gate; leave: AbortSignal }) => Promise<OpenRun>
}

export interface OpenRun {
  readonly context: RunContext
  readonly mostAtOnce: number
  close(): Promise<void>
}

export function createEngine(dependencies: EngineDependencies): Engine {
  const { database, batches, items, events, views, decisions, services } = dependencies
  const running = new Map<string, { gate: Gate; isCancelled: boolean }>()

  return {
    events,
    views,
    batches,
    decisions,
    services,
    plan: (request, options) => makePlan(request, { ...dependencies, ...options, balance: askBalance }),
    store: (plan) => store(dependencies, plan),
    run,
    pause: (batchId) => stop(batchId, false),
    cancel: (batchId) => stop(batchId, true),
  }

  /** A balance is a courtesy of the quote: a key that is missing or wrong is met when the run asks for it. */
  async function askBalance(model: ModelDeclaration, { mode, signal }: BalanceQuestion): Promise<Balance | null> {
    if (model.provider === 'local') return null
    try {
      return await (await services(mode)).balance(model.provider, signal)
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      return { service: model.provider, amount: null, note: thrown.message }
    }
  }

  async function run(batchId: string, { leave }: RunOptions): Promise<BatchView> {
    if (running.has(batchId)) throw new AppError('library-busy', 'This batch is running already.')
    const state = { gate: createGate(), isCancelled: false }
    running.set(batchId, state)
    try {
      const batch = batches.get(batchId)
      const opened = await dependencies.openRun({ batch, model: findModel(batch.model), gate: state.gate, leave })
      try {
        begin(dependencies, batch)
        finish(batch, await runBatch(opened.context, opened.mostAtOnce), state.isCancelled)
      } finally {
        await opened.close()
      }
    } finally {
      running.delete(batchId)
    }
    return views.batch(batches.get(batchId))
  }

  function finish(batch: Batch, end: BatchEnd, isCancelled: boolean): void {
    database.transaction('full', () => {
      if (isCancelled) items.moveAll(batch.id, ['planned', 'queued', 'parked'], 'cancelled')
      const isOver = isCancelled && !hasOpenWork(items, batch.id)
      if (isOver) batches.setStatus(batch.id, 'cancelled')
      else batches.setStatus(batch.id, end.status, end.pause)
    })
    events.emit('batch', batch.id)
  }

  function stop(batchId: string, isCancelled: boolean): void {
    const state = running.get(batchId)
    if (state === undefined) return
    state.isCancelled ||= isCancelled
    state.gate.close({ code: 'cancelled', message: isCancelled ? 'Cancelled.' : 'Paused.' })
  }
}

export interface BalanceQuestion {
  readonly mode: Mode
  readonly signal: AbortSignal
}

function store(
  { database, batches, items }: EngineDependencies,
  { batchId, request, quote, items: planned }: Plan,
): Batch {
  const { mode, recipe, outputFolder, cap } = request
  return database.transaction('full', () => {
    const batch = batches.insert({ id: batchId, mode, recipe, quote, outputFolder, cap })
    items.insert(planned)
    return batch
  })
}

/** Parked and interrupted items are queued again; what an earlier run left unresolved waits for a decision. */
function begin({ database, batches, events }: EngineDependencies, batch: Batch): void {
  database.transaction('full', () => {
    requeue(database, batch.id)
    batches.setStatus(batch.id, 'running')
  })
  events.emit('batch', batch.id)
}

function hasOpenWork(items: Items, batchId: string): boolean {
  const open = ['preparing', 'reserved', 'submitting', 'accepted', 'waiting', 'fetching', 'finishing'] as const
  const counts = items.counts(batchId)
  return open.some((status) => (counts[status] ?? 0) > 0)
}
