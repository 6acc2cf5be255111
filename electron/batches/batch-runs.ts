import type { EventEmitter } from 'node:events'
import { AppError, type Failure } from '../../shared/errors.ts'
import type { ModelDeclaration } from '../../shared/models/model.ts'
import type { Batch, Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Items } from '../history/items.ts'
import { endOf, leftEarly, runBatch, type BatchEnd } from './run/batch-runner.ts'
import type { BatchView, Views } from './batch-view.ts'
import { cancelledByUser, cancelUnsent, isHalfCancelled } from './cancel.ts'
import { createGate, type Gate } from './run/gate.ts'
import type { Journal } from './journal/journal.ts'
import { modelOf } from './model-of.ts'
import { requeue } from './run/recovery.ts'
import type { RunContext } from './run/run-context.ts'

export interface EngineEvents {
  /** An item changed; read it with `views.item`. */
  item: [itemId: string]
  /** A batch was started, paused or finished. */
  batch: [batchId: string]
}

export interface RunOptions {
  /** Aborted to leave at once; everything under way is journalled and taken up by the next run. */
  readonly leave: AbortSignal
  /**
   * The items that may be sent, where the rest of a stopped batch must not be: of all others only what was sent before is
   * collected. The batch is then as paused as it was. All of them when left out.
   */
  readonly only?: ReadonlySet<string> | null
}

/** Why a batch is paused that its user stopped. */
export const pausedByUser: Failure = { code: 'cancelled', message: 'Paused.' }

/** Which batches run in this process, and how they are stopped. */
export interface BatchRuns {
  /** Starts a batch or takes it up where it stands, and resolves when nothing more goes on by itself. */
  run(batchId: string, options: RunOptions): Promise<BatchView>
  /** Sends nothing more of a running batch; what was sent is still collected. */
  pause(batchId: string): void
  /**
   * As `pause`, and what was not sent is never sent, however this process ends. A batch that does not run is cancelled at
   * once, which needs the lease; what it had sent before is collected by the next run.
   */
  cancel(batchId: string): void
  /** Says how a batch stands that does not run, after its items were moved by a decision. Needs the lease. */
  settle(batchId: string): void
}

export interface BatchRunDependencies {
  readonly database: Database
  readonly batches: Batches
  readonly items: Items
  readonly journal: Journal
  readonly views: Views
  readonly events: EventEmitter<EngineEvents>
  /** Everything a run works with; `close` frees what only this run needed. */
  readonly openRun: (run: RunToOpen) => Promise<OpenRun>
}

export interface RunToOpen {
  readonly batch: Batch
  readonly model: ModelDeclaration
  readonly gate: Gate
  readonly leave: AbortSignal
}

export interface OpenRun {
  readonly context: RunContext
  readonly mostAtOnce: number
  close(): Promise<void>
}

interface RunningBatch {
  readonly gate: Gate
  isCancelled: boolean
}

export function createBatchRuns(dependencies: BatchRunDependencies): BatchRuns {
  const running = new Map<string, RunningBatch>()
  return {
    run: async (batchId, options) => {
      if (running.has(batchId)) throw new AppError('library-busy', 'This batch is running already.')
      const state = { gate: createGate(), isCancelled: false }
      running.set(batchId, state)
      try {
        return await runOnce(dependencies, { batchId, state, ...options })
      } finally {
        running.delete(batchId)
      }
    },
    pause: (batchId) => running.get(batchId)?.gate.close(pausedByUser),
    cancel: (batchId) => {
      const state = running.get(batchId)
      if (state === undefined) return cancelIdle(dependencies, batchId)
      state.isCancelled = true
      state.gate.close(cancelledByUser)
      dependencies.batches.setStatus(batchId, 'running', cancelledByUser)
    },
    settle: (batchId) => {
      if (!running.has(batchId)) settleIdle(dependencies, batchId)
    },
  }
}

interface OneRun extends RunOptions {
  readonly batchId: string
  readonly state: RunningBatch
}

async function runOnce(dependencies: BatchRunDependencies, run: OneRun): Promise<BatchView> {
  const { batchId, state, leave, only = null } = run
  const { batches, views, openRun } = dependencies
  const batch = batches.get(batchId)
  if (isHalfCancelled(dependencies.database, batch)) {
    state.isCancelled = true
    state.gate.close(cancelledByUser)
  }
  const opened = await openRun({ batch, model: modelOf(batch), gate: state.gate, leave })
  try {
    begin(dependencies, batch, state)
    await runBatch(opened.context, { mostAtOnce: opened.mostAtOnce, only })
    finish(dependencies, opened.context, { ...run, before: batch })
  } finally {
    await opened.close()
  }
  return views.batch(batches.get(batchId))
}

/** Parked and interrupted items are queued again; what an earlier run left unresolved waits for a decision. */
function begin({ database, batches, events }: BatchRunDependencies, batch: Batch, state: RunningBatch): void {
  database.transaction('full', () => {
    requeue(database, batch.id)
    batches.setStatus(batch.id, 'running', state.isCancelled ? cancelledByUser : null)
  })
  events.emit('batch', batch.id)
}

function finish(
  { database, batches, events }: BatchRunDependencies,
  context: RunContext,
  { state, only = null, before }: OneRun & { readonly before: Batch },
): void {
  const { batch, leave, journal } = context
  const { id } = batch
  database.transaction('full', () => {
    if (state.isCancelled) cancelUnsent({ database, journal, batch, wasAsked: !leave.aborted })
    const end = state.isCancelled && leave.aborted ? asCancelled(endOf(context)) : endOf(context)
    const { status, pause } = only === null ? end : asStopped(end, before)
    batches.setStatus(id, status, pause)
  })
  events.emit('batch', id)
}

/** A run of some items leaves the others as they were stopped: it is no reason for the next start to send them. */
function asStopped(end: BatchEnd, before: Batch): BatchEnd {
  const isLeftOver = end.pause?.code === leftEarly.code && end.pause.message === leftEarly.message
  return isLeftOver ? { ...end, pause: before.pause ?? pausedByUser } : end
}

/** Whatever else is in the way of what is left, the next run must know that nothing of it may be sent. */
function asCancelled({ status, pause }: BatchEnd): BatchEnd {
  return { status, pause: pause === null ? null : cancelledByUser }
}

function cancelIdle(dependencies: BatchRunDependencies, batchId: string): void {
  const { database, batches, events, journal } = dependencies
  const batch = batches.get(batchId)
  if (isOver(batch)) return
  database.transaction('full', () => {
    cancelUnsent({ database, journal, batch, wasAsked: false })
    const { status, pause } = asCancelled(standingOf(dependencies, batchId))
    batches.setStatus(batchId, status, pause)
  })
  events.emit('batch', batchId)
}

/** Only a batch with nothing left to go on by itself ends; otherwise it stays paused for the reason it was. */
function settleIdle(dependencies: BatchRunDependencies, batchId: string): void {
  const { database, batches, events } = dependencies
  database.transaction('full', () => {
    const { status, pause } = standingOf(dependencies, batchId)
    const isPausedStill = status === 'paused' && pause?.code !== 'outcome-unknown'
    if (!isPausedStill) batches.setStatus(batchId, status, pause)
  })
  events.emit('batch', batchId)
}

function standingOf({ items }: BatchRunDependencies, id: string): BatchEnd {
  return endOf({ batch: { id }, items, gate: createGate(), leave: new AbortController().signal })
}

function isOver({ status }: Batch): boolean {
  return status === 'done' || status === 'cancelled'
}
