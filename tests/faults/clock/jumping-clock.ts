import type { Clock } from '../../../electron/batches/clock.ts'
import type { Random } from '../random.ts'

const hourMs = 3_600_000
/** What a clock on the wall may do while somebody waits: set by hand, by the network, by the law, or left behind. */
export const jumpsMs = [hourMs, -hourMs, 24 * hourMs, -24 * hourMs, -365 * 24 * hourMs, 8 * hourMs, 60_000, -1] as const

export interface JumpingClock extends Clock {
  readonly waits: readonly number[]
}

/** A clock whose wall time jumps during waits; a machine may also have slept through one. */
export function createJumpingClock(random: Random): JumpingClock {
  const waits: number[] = []
  let wallMs = Date.UTC(2026, random.int(0, 11), random.int(1, 28), random.int(0, 23), random.int(0, 59))
  let monotonicMs = random.int(0, 1_000_000)
  return {
    waits,
    now: () => new Date(wallMs),
    monotonicMs: () => monotonicMs,
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      waits.push(ms)
      if (waits.length > 500) throw new Error('waits without end')
      // Some systems count the time a machine slept as monotonic, some do not.
      const sleptMs = random.chance(0.05) ? 8 * hourMs : 0
      const passedMs = Math.max(0, ms) + random.int(0, 3)
      monotonicMs += passedMs + (random.chance(0.5) ? sleptMs : 0)
      wallMs += passedMs + sleptMs + (random.chance(0.3) ? random.pick(jumpsMs) : 0)
      await Promise.resolve()
    },
  }
}
