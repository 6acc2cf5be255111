import { join } from 'node:path'
import type { Variant } from '../crash-points/candidates.ts'
import PQueue from 'p-queue'
import { createRandom, type Random } from '../random.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices } from '../support/services.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { cancelAtOnce } from './cancels.ts'
import { clickTwice } from './double-clicks.ts'
import { race } from './races.ts'
import type { CancelAt, Setting } from './setting.ts'

export const concurrencySuite: Suite = {
  name: 'concurrency',
  promise: 'Several processes and windows on one library send nothing twice, pass no cap and lose nothing paid for.',
  run: (options) =>
    runConcurrency(
      options.isNight ? { races: 6, clicks: 12, cancels: 20 } : { races: 2, clicks: 4, cancels: 6 },
      options,
    ),
}

interface ConcurrencyPlan {
  /** Command lines that want the same at once. */
  readonly races: number
  /** Libraries in which everything is pressed twice. */
  readonly clicks: number
  readonly cancels: number
  /** What the command lines are started with. */
  readonly variant?: Variant
  /** The moment of every cancel, where it is not drawn. */
  readonly cancelAt?: CancelAt
}

const pictures = { race: 12, window: 6 }

export function runConcurrency(plan: ConcurrencyPlan, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  return inWorkplace('concurrency', async (folder) => {
    const services = await startServices({ delayMs: 20 })
    try {
      const setting = async (count: number): Promise<Setting> => ({
        folder,
        services,
        sources: await makeSources(join(folder, `sources ${count}`), count),
        pictures: count,
        variant: plan.variant ?? {},
        ...(plan.cancelAt === undefined ? {} : { cancelAt: plan.cancelAt }),
      })
      const random = (game: string): Random => createRandom(seed).fork(game)
      const [many, few] = [await setting(pictures.race), await setting(pictures.window)]
      const queue = new PQueue({ concurrency: 3 })
      const results = await queue.addAll([
        ...times(plan.races, (round) => () => race(many, random(`round ${round}`), round)),
        ...times(plan.cancels, (round) => () => cancelAtOnce(few, random(`cancel ${round}`), round)),
      ])
      // These spoil answers of the services that all would get.
      for (let round = 0; round < plan.clicks; round += 1) {
        results.push(await clickTwice(few, random(`clicks ${round}`), round))
      }
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

function times<T>(count: number, make: (round: number) => T): T[] {
  return Array.from({ length: count }, (_, round) => make(round))
}
