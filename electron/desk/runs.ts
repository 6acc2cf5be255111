import type { BatchRow } from '../../shared/ipc/rows.ts'
import { AppError } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { pausedByUser } from '../batches/batch-runs.ts'
import { cancelledByUser } from '../batches/cancel.ts'
import { hasOpenRequests } from '../batches/run/recovery.ts'
import type { Batch } from '../history/batches.ts'
import {
  createRunQueue,
  goesOnByItself,
  goOn,
  isSame,
  type Only,
  type RunQueue,
  type RunQueueDependencies,
} from './run-queue.ts'

/** The batches this process runs, one after the other, under the library's lease. */
export interface Runs {
  activityOf(batchId: string): BatchRow['activity']
  /** Those that run or wait for their turn, the running one first. */
  active(): readonly string[]
  /** Who has the library that a batch of ours waits for; null where nobody keeps it waiting. */
  busyElsewhere(): string | null
  /** Whether everything of a batch that may be sent is being sent, or will be when its turn comes. */
  isGoing(batchId: string): boolean
  /** Has a batch taken up again, after what it does now. Items that a run has passed by are taken up by the next one. */
  goOn(batchId: string, only: Only): void
  /** Throws `library-busy` for a batch that another process runs. */
  pause(batchId: string): void
  /** Throws `invalid-request` for a batch that is finished. */
  resume(batchId: string): void
  /** What was sent is collected all the same. Throws `library-busy` for a batch that another process may be running. */
  cancel(batchId: string): void
  /** Throws `cancelled` while leaving. */
  refuseWhileLeaving(): void
  /** Does what only the holder of the lease may; throws `library-busy` where another process has it. */
  underLease<T>(work: () => T): T
  /** Goes on with what the last process left: what ran or waited, and the results of what the user stopped. */
  begin(): void
  /** Nothing is sent any more; resolves when everything under way is journalled. */
  leave(): Promise<void>
}

export function createRuns(dependencies: RunQueueDependencies): Runs {
  const queue = createRunQueue(dependencies)
  const { app, waiting, offline, leaving } = queue
  return {
    activityOf: (batchId) => {
      const { current } = queue
      if (current?.batchId === batchId) return current.isStopping ? 'stopping' : 'running'
      return waiting.has(batchId) || offline.has(batchId) ? 'waiting' : 'none'
    },
    active: () => [...(queue.current === null ? [] : [queue.current.batchId]), ...waiting.keys(), ...offline.ids()],
    busyElsewhere: () => queue.holder,
    isGoing: (batchId) => isGoing(queue, batchId),
    goOn: (batchId, only) => goOn(queue, batchId, only),
    pause: (batchId) => pause(queue, batchId),
    resume: (batchId) => {
      const { status } = app.engine.batches.get(batchId)
      if (status === 'done' || status === 'cancelled') throw new AppError('invalid-request', 'This batch is finished.')
      // One that waits for the network is tried now.
      if (offline.has(batchId) || !isGoing(queue, batchId)) goOn(queue, batchId, null)
    },
    cancel: (batchId) => cancel(queue, batchId),
    refuseWhileLeaving: () => leaving.signal.throwIfAborted(),
    underLease: (work) => underLease(queue, work),
    begin: () => begin(queue),
    leave: async () => {
      leaving.abort(new AppError('cancelled', 'Lightbench is being closed.'))
      await queue.working
    },
  }
}

function isGoing({ current, waiting }: RunQueue, batchId: string): boolean {
  if (current?.batchId === batchId) return !current.isStopping || current.next === null
  return waiting.get(batchId) === null
}

function pause(queue: RunQueue, batchId: string): void {
  const { app, waiting, offline, onChanged } = queue
  const { engine } = app
  if (isRunning(queue, batchId)) return stop(queue, () => engine.pause(batchId))
  const waitedForNetwork = offline.take(batchId) !== undefined
  if (waiting.delete(batchId) || waitedForNetwork) engine.batches.setStatus(batchId, 'paused', pausedByUser)
  else if (engine.batches.get(batchId).status === 'running') throw busy(app)
  onChanged(batchId)
}

function cancel(queue: RunQueue, batchId: string): void {
  const { app, waiting, offline, onChanged } = queue
  const { engine } = app
  if (isRunning(queue, batchId)) return stop(queue, () => engine.cancel(batchId))
  underLease(queue, () => engine.cancel(batchId))
  waiting.delete(batchId)
  offline.take(batchId)
  if (hasOpenRequests(app.database, batchId)) goOn(queue, batchId, new Set())
  onChanged(batchId)
}

function isRunning({ current }: RunQueue, batchId: string): boolean {
  return current?.batchId === batchId
}

function stop({ current, onChanged }: RunQueue, how: () => void): void {
  if (current === null) return
  current.isStopping = true
  current.next = undefined
  how()
  onChanged(current.batchId)
}

function underLease<T>({ app, hostName, lease }: RunQueue, work: () => T): T {
  if (lease !== null) return work()
  const taken = app.takeLease(hostName)
  if (taken === null) throw busy(app)
  try {
    return work()
  } finally {
    taken.release()
  }
}

function begin(queue: RunQueue): void {
  const { database, engine } = queue.app
  for (const batch of engine.batches.unfinished()) {
    if (goesOnByItself(batch)) goOn(queue, batch.id, null)
    else if (wasStopped(batch) && hasOpenRequests(database, batch.id)) goOn(queue, batch.id, new Set())
  }
}

/** The user stopped it while requests were under way, and their results are paid for. */
function wasStopped({ status, pause }: Batch): boolean {
  return status === 'paused' && (isSame(pause, pausedByUser) || isSame(pause, cancelledByUser))
}

function busy(app: App): AppError {
  return new AppError('library-busy', `The library is being used by ${app.describeLeaseHolder()}.`)
}
