import { toFailure } from '../../../shared/errors.ts'
import { backOffMs, mostTries } from './retry.ts'
import type { RunContext } from './run-context.ts'

/** A machine that is busy says nothing about a picture: work that took too long is tried again after a while. */
export async function patiently<T>(
  { clock, random, leave }: Pick<RunContext, 'clock' | 'random' | 'leave'>,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (thrown) {
      if (toFailure(thrown).code !== 'picture-timeout' || tries === mostTries) throw thrown
      await clock.sleep(backOffMs(null, tries + 1, random), leave)
    }
  }
}
