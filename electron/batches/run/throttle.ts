import PQueue from 'p-queue'
import type { Clock } from '../clock.ts'

export interface ThrottleLimits {
  readonly start: number
  readonly most: number
}

/** Runs tasks of one service with a concurrency that follows its answers: halved when told to slow down, raised slowly. */
export interface Throttle {
  /** Starts the task when there is room and no hold. Rejects with the signal's reason when it is aborted during a hold. */
  run<T>(task: () => Promise<T>, signal: AbortSignal): Promise<T>
  /** A request went through without complaint. */
  onClean(): void
  /** The service asked for less: halves the concurrency and starts nothing new for a while. */
  slowDown(holdMs: number): void
  readonly concurrency: number
  /** Sets another upper limit; what runs above it ends by itself. */
  limitTo(most: number): void
}

/** Clean answers in a row before one more request may run at a time (AIML API §7). */
const cleanBeforeRaise = 10

export function createThrottle({ start, most: firstMost }: ThrottleLimits, clock: Clock): Throttle {
  let most = firstMost
  const queue = new PQueue({ concurrency: start })
  let cleanInARow = 0
  let heldUntilMs = 0

  return {
    run: (task, signal) =>
      queue.add(async () => {
        await holdEnds(signal)
        return task()
      }),
    onClean: () => {
      cleanInARow += 1
      if (cleanInARow < cleanBeforeRaise || queue.concurrency >= most) return
      cleanInARow = 0
      queue.concurrency += 1
    },
    slowDown: (holdMs) => {
      cleanInARow = 0
      queue.concurrency = Math.max(1, Math.floor(queue.concurrency / 2))
      heldUntilMs = Math.max(heldUntilMs, clock.monotonicMs() + holdMs)
    },
    limitTo: (limit) => {
      most = limit
      queue.concurrency = Math.min(queue.concurrency, most)
    },
    get concurrency() {
      return queue.concurrency
    },
  }

  /** A hold may be made longer while it is waited for. */
  async function holdEnds(signal: AbortSignal): Promise<void> {
    for (;;) {
      const leftMs = heldUntilMs - clock.monotonicMs()
      if (leftMs <= 0) return
      await clock.sleep(leftMs, signal)
    }
  }
}
