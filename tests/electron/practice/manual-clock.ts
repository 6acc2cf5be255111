import type { PracticeClock } from '../../../electron/practice/clock.ts'

interface Waiter {
  readonly dueMs: number
  readonly resolve: (hasPassed: boolean) => void
}

export interface ManualClock extends PracticeClock {
  /** Moves time on and wakes whoever waited for it. */
  advance(durationMs: number): void
  /** Resolves when somebody waits. */
  untilWaitedFor(): Promise<void>
}

/** A clock that stands still until a test turns it. */
export function createManualClock(): ManualClock {
  let nowMs = Date.UTC(2026, 4, 6, 10)
  let waiters: Waiter[] = []
  let watchers: (() => void)[] = []

  return { nowMs: () => nowMs, wait, advance, untilWaitedFor }

  function wait(durationMs: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false)
    if (durationMs <= 0) return Promise.resolve(true)
    return new Promise((resolve) => {
      waiters.push({ dueMs: nowMs + durationMs, resolve })
      signal.addEventListener('abort', () => resolve(false), { once: true })
      for (const watcher of watchers.splice(0)) watcher()
    })
  }

  function advance(durationMs: number): void {
    nowMs += durationMs
    const due = waiters.filter(({ dueMs }) => dueMs <= nowMs)
    waiters = waiters.filter(({ dueMs }) => dueMs > nowMs)
    for (const { resolve } of due) resolve(true)
  }

  function untilWaitedFor(): Promise<void> {
    if (waiters.length > 0) return Promise.resolve()
    return new Promise((resolve) => {
      watchers = [...watchers, resolve]
    })
  }
}
