import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import { setImmediate as letOthers } from 'node:timers/promises'
import { createRandom } from '../random.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { playSpending } from './play-spending.ts'

export const capsSuite: Suite = {
  name: 'caps',
  promise: 'What is charged and reserved passes no cap, at any step.',
  run: (options) => runCaps(options.isNight ? 3_000 : 300, options),
}

export function runCaps(games: number, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  return inWorkplace('caps', async (folder) => {
    const results: SuiteResult[] = []
    for (let game = 0; game < games; game += 1) {
      const own = join(folder, String(game))
      mkdirSync(own)
      results.push(playSpending(own, createRandom(seed).fork(`game ${game}`), `game ${game}`))
      await letOthers() // A game waits for nothing, and other suites may run beside this one.
    }
    return mergeResults(results)
  })
}
