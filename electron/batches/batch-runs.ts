import type { EventEmitter } from 'node:events'
import { AppError } from '../../shared/errors.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import type { ModelDeclaration } from '../../shared/models/model.ts'
import type { Batch, Batches } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Items } from '../history/items.ts'
import { endOf, runBatch } from './batch-runner.ts'
import type { BatchView, Views } from './batch-view.ts'
import { createGate, type Gate } from './gate.ts'
import { cancelUnsent, requeue } from './recovery.ts'
import type { RunContext } from './run-context.ts'

export interface EngineEvents {
  /** An item changed; read it with `views.item`. */
  item: [itemId: string]
  /** A batch was started, paused or finished. */
  batch: [batchId: string]
}

export interface RunOptions {
  /** Aborted to leave at once; everything under way is journalled and taken up by the next run. */
  readonly leave: AbortSignal
}

/** Which batches run in this process, and how they are stopped. */
export interface BatchRuns {
  /** Starts a batch or takes it up where it stands, and resolves when nothing more goes on by itself. */
  run(batchId: string, options: RunOptions): Promise<BatchView>
  /** Sends nothing more of a running batch; what was sent is still collected. */
  pause(batchId: string): void
  /** As `pause`, and what was not sent is never sent. */
  cancel(batchId: string): void
}

export interface BatchRunDependencies {
  readonly database: Database
  readonly batches: Batches
  readonly items: Items
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
    pause: (batchId) => running.get(batchId)?.gate.close({ code: 'cancelled', message: 'Paused.' }),
    cancel: (batchId) => {
      const state = running.get(batchId)
      if (state === undefined) return
      state.isCancelled = true
      state.gate.close({ code: 'cancelled', message: 'Cancelled.' })
    },
  }
}

interface OneRun extends RunOptions {
  readonly batchId: string
  readonly state: RunningBatch
}

async function runOnce(dependencies: BatchRunDependencies, { batchId, state, leave }: OneRun): Promise<BatchView> {
  const { batches, views, openRun } = dependencies
  const batch = batches.get(batchId)
  const opened = await openRun({ batch, model: findModel(batch.model), gate: state.gate, leave })
  try {
    begin(dependencies, batch)
    await runBatch(opened.context, opened.mostAtOnce)
    finish(dependencies, opened.context, state)
  } finally {
    await opened.close()
  }
  return views.batch(batches.get(batchId))
}

/** Parked and interrupted items are queued again; what an earlier run left unresolved waits for a decision. */
function begin({ database, batches, events }: BatchRunDependencies, batch: Batch): void {
  database.transaction('full', () => {
    requeue(database, batch.id)
    batches.setStatus(batch.id, 'running')
  })
  events.emit('batch', batch.id)
}

function finish({ database, batches, events }: BatchRunDependencies, context: RunContext, state: RunningBatch): void {
  const { id } = context.batch
  database.transaction('full', () => {
    if (state.isCancelled) cancelUnsent(context)
    const { status, pause } = endOf(context)
    batches.setStatus(id, status, pause)
  })
  events.emit('batch', id)
}
