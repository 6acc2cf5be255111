import { systemClock, type Clock } from '../../../electron/batches/clock.ts'
import { systemClock as servicesClock, type PracticeClock } from '../../../electron/practice/clock.ts'

/** How fast a virtual clock goes, and where it stood when the real one stood at `fromMs`. */
export interface Speed {
  readonly times: number
  readonly fromMs: number
}

/**
 * A clock that goes many times as fast as the real one, for the engine and for the services. Clocks of the same speed
 * agree with each other in all processes.
 */
export function createFastClock({ times, fromMs }: Speed): Clock & PracticeClock {
  const passedMs = (): number => (performance.timeOrigin + performance.now() - fromMs) * times
  return {
    now: () => new Date(fromMs + passedMs()),
    nowMs: () => Math.round(fromMs + passedMs()),
    monotonicMs: passedMs,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
    wait: (durationMs, signal) => servicesClock.wait(durationMs / times, signal),
  }
}
