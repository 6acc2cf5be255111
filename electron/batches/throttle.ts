import PQueue from 'p-queue'
import type { Clock } from './clock.ts'

export interface ThrottleLimits {
  readonly start: number
  readonly most: number
}

/** Runs tasks of one service with a concurrency that follows its answers: halved when told to slow down, raised slowly. */
export interface Throttle {
  run<T>(task: () => Promise<T>): Promise<T>
  /** A request went through without complaint. */
  onClean(): void
  /** The service asked for less: halves the concurrency and starts nothing new for a while. */
  slowDown(holdMs: number): void
  readonly concurrency: number
}

/** Clean answers in a row before one more request may run at a time (AIML API §7). */
const cleanBeforeRaise = 10

export function createThrottle({ start, most }: ThrottleLimits, clock: Clock): Throttle {
  const queue = new PQueue({ concurrency: start })
  let cleanInARow = 0
  let heldUntilMs = 0

  return {
    run: (task) => queue.add(task),
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
      queue.pause()
      void resumeWhenDue()
    },
    get concurrency() {
      return queue.concurrency
    },
  }

  /** Several slow-downs may overlap; the last one to end lets the queue go on. */
  async function resumeWhenDue(): Promise<void> {
    const due = heldUntilMs
    await clock.sleep(due - clock.monotonicMs(), new AbortController().signal)
    if (due === heldUntilMs) queue.start()
  }
}
