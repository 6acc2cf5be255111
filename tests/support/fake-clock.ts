import type { Clock } from '../../electron/batches/clock.ts'

export interface FakeClock extends Clock {
  /** Every wait that was asked for, in order; each is over at once and moves the time on. */
  readonly waits: readonly number[]
  /** Moves the time people see without moving the monotonic one, as setting a computer's clock does. */
  setNow(date: Date): void
}

export function createFakeClock(start = new Date('2026-03-01T12:00:00')): FakeClock {
  const waits: number[] = []
  let nowMs = start.getTime()
  let monotonicMs = 0
  return {
    waits,
    now: () => new Date(nowMs),
    monotonicMs: () => monotonicMs,
    setNow: (date) => {
      nowMs = date.getTime()
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      waits.push(ms)
      nowMs += ms
      monotonicMs += ms
      await Promise.resolve()
    },
  }
}
