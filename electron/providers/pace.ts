import { setTimeout as delay } from 'node:timers/promises'
import { unlessAborted } from './unless-aborted.ts'

/** Spaces the calls to one service. */
export interface Pace {
  /** Resolves when the next call may be made, in order of asking; rejects with the signal's reason when it fires. */
  take(signal: AbortSignal): Promise<void>
}

export interface PaceClock {
  /** A clock that only goes forward. */
  readonly nowMs: () => number
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

const systemClock: PaceClock = {
  nowMs: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
}

/** At most `perSecond` calls a second, evenly spaced. Whoever gives up waiting uses no place. */
export function createPace(perSecond: number, { nowMs, sleep }: PaceClock = systemClock): Pace {
  const intervalMs = 1000 / perSecond
  let freeAtMs = Number.NEGATIVE_INFINITY
  let last: Promise<void> = Promise.resolve()
  return { take }

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const turn = waitForTurn(last, signal)
    last = turn.catch(() => undefined) // Its own caller hears of it; those behind only wait for it to be over.
    await unlessAborted(turn, signal)
  }

  async function waitForTurn(before: Promise<void>, signal: AbortSignal): Promise<void> {
    await before
    signal.throwIfAborted()
    const waitMs = freeAtMs - nowMs()
    if (waitMs > 0) await sleep(waitMs, signal)
    freeAtMs = Math.max(nowMs(), freeAtMs) + intervalMs
  }
}

/** No spacing at all, for practice and tests. */
export const noPace: Pace = createPace(Number.POSITIVE_INFINITY)
