import { CallFailure } from '../../providers/provider.ts'
import type { Clock } from '../clock.ts'

export interface RetryDependencies {
  readonly clock: Clock
  /** 0 to 1, for jitter. */
  readonly random: () => number
  readonly signal: AbortSignal
  /** Told before each wait. */
  readonly onBusy: (failure: CallFailure, waitMs: number) => void
}

/** Tries in all (security checklist 25). */
export const mostTries = 4
const longestWaitMs = 60_000
const firstWaitMs = 1_000

/**
 * Repeats a call that costs nothing while its failure says the same may be sent again. This is the one layer that
 * repeats free calls; paid ones are repeated only by the item runner, which journals each try.
 */
export async function retryFree<T>(call: () => Promise<T>, dependencies: RetryDependencies): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call()
    } catch (thrown) {
      if (!isWorthRepeating(thrown) || tries === mostTries) throw thrown
      await waitOut(thrown, tries, dependencies)
    }
  }
}

/** Waits before try `tries + 1`: what the service asked for, or full jitter under a doubling limit. */
export async function waitOut(failure: CallFailure, tries: number, dependencies: RetryDependencies): Promise<void> {
  const waitMs = backOffMs(failure.retryAfterMs, tries, dependencies.random)
  dependencies.onBusy(failure, waitMs)
  await dependencies.clock.sleep(waitMs, dependencies.signal)
}

/** Milliseconds to wait; a stated Retry-After is kept to within a second, and nothing waits longer than a minute. */
export function backOffMs(retryAfterMs: number | null, tries: number, random: () => number): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, longestWaitMs) + random() * 1_000
  return random() * Math.min(longestWaitMs, firstWaitMs * 2 ** tries)
}

/** An unanswered call that costs nothing may simply be made again. */
function isWorthRepeating(thrown: unknown): thrown is CallFailure {
  return thrown instanceof CallFailure && (thrown.kind === 'busy' || thrown.kind === 'unanswered')
}
