import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../random.ts'
import { makeSources } from '../support/pictures.ts'
import { inWorkplace } from '../support/workplace.ts'
import type { Suite, SuiteOptions, SuiteResult } from '../suite.ts'
import { cells, nameCell, type Cell } from './faults.ts'
import { judgeOutcome } from './judge-outcome.ts'
import { createLane } from './lane.ts'

export const providerSuite: Suite = {
  name: 'provider',
  promise: 'Whatever a service answers to whatever call: at most one accepted request, and no file but a picture.',
  timing: 'works',
  run: (options) => runProvider(cells.length, options),
}

const lanes = 8

export function runProvider(most: number, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  return inWorkplace('provider', async (folder) => {
    const random = createRandom(seed)
    const left = random.shuffle(cells).slice(0, most)
    // Each has a picture of its own: one that was uploaded before is not uploaded again.
    const sources = await makeSources(join(folder, 'sources'), cells.length)
    const counts: Record<string, number> = { cells: left.length }
    const violations: string[] = []
    // Full jitter at its least: the suite is not to wait for what the engine would.
    const { random: usual } = Math
    Math.random = () => 0
    const running = new Set<string>()
    const die = (thrown: Error): void => {
      violations.push(
        `The main process would have died of ${thrown.stack ?? thrown.message} during ${[...running].join(' or ')}`,
      )
    }
    process.on('uncaughtException', die)
    try {
      await Promise.all(Array.from({ length: Math.min(lanes, most) }, (_, number) => work(number)))
    } finally {
      Math.random = usual
      process.off('uncaughtException', die)
    }
    return { counts, violations }

    async function work(number: number): Promise<void> {
      const own = join(folder, `lane-${number}`)
      mkdirSync(own)
      const lane = await createLane(own)
      try {
        for (let cell = left.pop(); cell !== undefined; cell = left.pop()) await tryCell(lane, cell)
      } finally {
        await lane.close()
      }
    }

    async function tryCell(lane: Awaited<ReturnType<typeof createLane>>, cell: Cell): Promise<void> {
      running.add(nameCell(cell))
      const outcome = await lane.run(cell, join(sources, `${cells.indexOf(cell)}.jpg`))
      running.delete(nameCell(cell))
      const status = `ended ${outcome.atEnd.item?.item.status ?? 'gone'}`
      counts[status] = (counts[status] ?? 0) + 1
      violations.push(...(await judgeOutcome(cell, outcome)).map((said) => `${nameCell(cell)}: ${said}`))
    }
  })
}
