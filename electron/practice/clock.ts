import { setTimeout as sleep } from 'node:timers/promises'

/** Time as the practice services see it; tests pass one they turn by hand. */
export interface PracticeClock {
  nowMs(): number
  /** Resolves true once the time has passed, false as soon as `signal` aborts. May come early after 24 days. */
  wait(durationMs: number, signal: AbortSignal): Promise<boolean>
}

/** Node fires a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: PracticeClock = {
  nowMs: () => Date.now(),
  wait: async (durationMs, signal) => {
    try {
      return await sleep(Math.min(durationMs, longestTimerMs), true, { signal })
    } catch (error) {
      if (signal.aborted) return false
      throw error
    }
  },
}
