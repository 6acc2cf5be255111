import type { Failure } from '../../shared/errors.ts'
import type { Clock } from '../batches/clock.ts'
import type { Batch } from '../history/batches.ts'

/** Batches that stopped because there was no network. Each is tried again after a while, until it is taken out. */
export interface OfflineWaits<T> {
  /** `onOver` is called once, unless the batch is taken out or the process is left before. */
  add(batchId: string, how: T, onOver: (how: T) => void): void
  /** Takes a batch out; `undefined` where it does not wait. */
  take(batchId: string): T | undefined
  has(batchId: string): boolean
  ids(): readonly string[]
}

interface Waiting<T> {
  readonly how: T
  readonly end: AbortController
}

const tryAgainAfterMs = 30_000
const goesOn = 'Lightbench tries again every 30 seconds.'

export function createOfflineWaits<T>(clock: Pick<Clock, 'sleep'>, leaving: AbortSignal): OfflineWaits<T> {
  const waits = new Map<string, Waiting<T>>()
  const take = (batchId: string): T | undefined => {
    const wait = waits.get(batchId)
    waits.delete(batchId)
    wait?.end.abort()
    return wait?.how
  }
  return {
    add: (batchId, how, onOver) => {
      take(batchId)
      const end = new AbortController()
      waits.set(batchId, { how, end })
      void sleepThrough(clock, AbortSignal.any([leaving, end.signal])).then((isOver) => {
        if (isOver && waits.delete(batchId)) onOver(how)
        return undefined
      })
    },
    take,
    has: (batchId) => waits.has(batchId),
    ids: () => [...waits.keys()],
  }
}

/** False where the batch was taken out, or the process is being left. */
async function sleepThrough(clock: Pick<Clock, 'sleep'>, signal: AbortSignal): Promise<boolean> {
  try {
    await clock.sleep(tryAgainAfterMs, signal)
    return true
  } catch {
    return false
  }
}

export function isOffline({ status, pause }: Batch): boolean {
  return status === 'paused' && pause?.code === 'offline'
}

/** How a batch is kept that goes on by itself: the next start knows by it that its user did not stop it. */
export function asOfflineWait(pause: Failure): Failure {
  return isOfflineWait(pause) ? pause : { code: 'offline', message: `${pause.message} ${goesOn}` }
}

export function isOfflineWait(pause: Failure | null): boolean {
  return pause?.code === 'offline' && pause.message.endsWith(goesOn)
}
