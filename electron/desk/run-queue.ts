import { AppError, type Failure } from '../../shared/errors.ts'
import type { App } from '../app.ts'
import { leftEarly } from '../batches/run/batch-runner.ts'
import { keepReason } from '../batches/keep-reason.ts'
import type { Batch } from '../history/batches.ts'
import type { Lease } from '../history/lease.ts'
import type { Logger } from '../log/logger.ts'
import { asOfflineWait, createOfflineWaits, isOffline, isOfflineWait, type OfflineWaits } from './offline-waits.ts'

/** Items that may be sent; of all others only what was sent before is collected. null: all of them. */
export type Only = ReadonlySet<string> | null

export interface RunQueueDependencies {
  readonly app: App
  readonly hostName: string
  readonly log: Pick<Logger, 'error'>
  /** A batch started, stopped, waits or ended. */
  readonly onChanged: (batchId: string) => void
}

interface Current {
  readonly batchId: string
  isStopping: boolean
  /** What to do when this run has ended; `undefined` for nothing. */
  next: Only | undefined
}

/** Batches that wait and the one that runs. The lease is held from the first to the last of them. */
export interface RunQueue extends RunQueueDependencies {
  readonly waiting: Map<string, Only>
  readonly offline: OfflineWaits<Only>
  readonly leaving: AbortController
  current: Current | null
  lease: Lease | null
  /** Who has the library that we wait for. */
  holder: string | null
  working: Promise<void> | null
}

/**
 * A batch in the queue is kept as paused with this reason, which is how the next start knows that its user agreed to it:
 * whatever ends this process, the batch goes on. One that the user paused has another.
 */
export const waitsItsTurn: Failure = { code: 'library-busy', message: 'It waits for its turn.' }

const leasePollMs = 1_000

export function createRunQueue(dependencies: RunQueueDependencies): RunQueue {
  const leaving = new AbortController()
  return {
    ...dependencies,
    waiting: new Map(),
    offline: createOfflineWaits(dependencies.app.clock, leaving.signal),
    leaving,
    current: null,
    lease: null,
    holder: null,
    working: null,
  }
}

/** Puts a batch behind the others, or has it taken up again after the run it is in. Throws `cancelled` while leaving. */
export function goOn(queue: RunQueue, batchId: string, only: Only): void {
  queue.leaving.signal.throwIfAborted()
  const { current } = queue
  if (current?.batchId === batchId) current.next = merge(current.next, only)
  else enqueue(queue, batchId, only)
  queue.onChanged(batchId)
}

function enqueue(queue: RunQueue, batchId: string, only: Only): void {
  const { batches } = queue.app.engine
  const wanted = merge(queue.waiting.get(batchId), merge(queue.offline.take(batchId), only))
  // What another process may be running says so itself.
  if (wanted === null && batches.get(batchId).status !== 'running') batches.setStatus(batchId, 'paused', waitsItsTurn)
  queue.waiting.set(batchId, wanted)
  work(queue)
}

function work(queue: RunQueue): void {
  queue.working ??= workOff(queue).finally(() => {
    queue.working = null
    if (queue.waiting.size > 0 && !queue.leaving.signal.aborted) work(queue)
  })
}

async function workOff(queue: RunQueue): Promise<void> {
  const { waiting, leaving } = queue
  try {
    for (let next = first(waiting); next !== null && !leaving.signal.aborted; next = first(waiting)) {
      queue.lease ??= await waitForLease(queue)
      if (queue.lease === null) return
      // It may have been paused while the lease was waited for.
      const wanted = waiting.get(next)
      if (waiting.delete(next) && wanted !== undefined) await runOne(queue, next, wanted)
    }
  } catch (thrown) {
    giveUpWaiting(queue, thrown)
  } finally {
    queue.lease?.release()
    queue.lease = null
    queue.holder = null
  }
}

/** null when nothing waits for it any more. */
async function waitForLease(queue: RunQueue): Promise<Lease | null> {
  const { app, waiting, leaving } = queue
  while (waiting.size > 0 && !leaving.signal.aborted) {
    const taken = app.takeLease(queue.hostName)
    queue.holder = taken === null ? app.describeLeaseHolder() : null
    for (const batchId of waiting.keys()) queue.onChanged(batchId)
    if (taken !== null) return taken
    await app.clock.sleep(leasePollMs, leaving.signal).catch(() => undefined) // Left; the condition above says so.
  }
  return null
}

async function runOne(queue: RunQueue, batchId: string, only: Only): Promise<void> {
  const { app, leaving, onChanged } = queue
  const { engine } = app
  // Another process had the library and took the batch further, or its user stopped it there.
  if (only === null && !goesOnByItself(engine.batches.get(batchId))) return onChanged(batchId)
  const run: Current = { batchId, isStopping: only?.size === 0, next: undefined }
  queue.current = run
  onChanged(batchId)
  try {
    await engine.run(batchId, { leave: leaving.signal, only })
    // One that its user stopped meanwhile stays where it is; one that only collects was stopped before.
    if (!run.isStopping || only?.size === 0) waitForNetwork(queue, batchId, only)
  } catch (thrown) {
    // What is left behind by leaving keeps its place, and the next start goes on with it.
    if (!leaving.signal.aborted) keepWhy(queue, batchId, thrown)
  } finally {
    queue.current = null
    if (run.next !== undefined && !leaving.signal.aborted) enqueue(queue, batchId, run.next)
    onChanged(batchId)
  }
}

/** Without a network nothing is wrong with a batch, and its user need not come back for it. */
function waitForNetwork(queue: RunQueue, batchId: string, only: Only): void {
  const { batches } = queue.app.engine
  const batch = batches.get(batchId)
  if (!isOffline(batch) || batch.pause === null || queue.leaving.signal.aborted) return
  if (only === null) batches.setStatus(batchId, 'paused', asOfflineWait(batch.pause))
  queue.offline.add(batchId, only, () => {
    // Another process may have taken it further meanwhile.
    if (isOffline(batches.get(batchId))) enqueue(queue, batchId, only)
    queue.onChanged(batchId)
  })
}

function keepWhy({ app, log }: RunQueue, batchId: string, thrown: unknown): void {
  if (!(thrown instanceof AppError)) log.error(`batch ${batchId} broke off`, thrown)
  keepReason(app.engine, batchId, thrown)
}

/** The lease or the library itself cannot be used: every batch that waits says so, as far as it can still be written. */
function giveUpWaiting({ app, log, waiting, onChanged }: RunQueue, thrown: unknown): void {
  const batchIds = [...waiting.keys()]
  waiting.clear()
  log.error('batches that waited cannot be run', thrown)
  try {
    for (const batchId of batchIds) keepReason(app.engine, batchId, thrown)
  } catch (again) {
    log.error('the reason cannot be kept', again)
  }
  for (const batchId of batchIds) onChanged(batchId)
}

/** Its user agreed to it and did not stop it. */
export function goesOnByItself({ status, pause }: Batch): boolean {
  return (
    status === 'running' ||
    (status === 'paused' && (isSame(pause, waitsItsTurn) || isSame(pause, leftEarly) || isOfflineWait(pause)))
  )
}

export function isSame(pause: Failure | null, reason: Failure): boolean {
  return pause !== null && pause.code === reason.code && pause.message === reason.message
}

function merge(one: Only | undefined, other: Only): Only {
  if (one === undefined) return other
  return one === null || other === null ? null : new Set([...one, ...other])
}

function first(waiting: ReadonlyMap<string, Only>): string | null {
  return waiting.keys().next().value ?? null
}
