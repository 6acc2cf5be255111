import { findFullDisks } from '../crash-points/candidates.ts'
import { createRandom } from '../random.ts'
import { lanes, type Lane } from '../support/lanes.ts'
import { startServices, type Services } from '../support/services.ts'
import { findTool, missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { runFailingCalls } from './failing-calls.ts'
import { runFullLibraries } from './full-libraries.ts'
import { runVanishingFolders } from './vanishing-folders.ts'

export const diskSuite: Suite = {
  name: 'disk',
  promise: 'A disk that fails costs no second request: the batch pauses with the reason and goes on later.',
  run: (options) =>
    runDisk(
      options.isNight ? { calls: null, fullDisks: 6, rounds: 6 } : { calls: 3, fullDisks: 2, rounds: 1 },
      options,
    ),
}

interface DiskPlan {
  /** Calls made to fail for each way by which results come; null for every call of an item, of the writes to the journal only some. */
  readonly calls: number | null
  /** Full disks for each of two such ways. */
  readonly fullDisks: number
  /** How often the folder for results goes in each way, and the drive of the library fills up. */
  readonly rounds: number
  readonly lanes?: readonly Lane[]
}

/** Calls that fail, disks that are full and folders that vanish in the middle of a run. */
export async function runDisk(plan: DiskPlan, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  const random = createRandom(seed)
  const chosen = plan.lanes ?? Object.values(lanes)
  return inWorkplace('disk', async (folder) => {
    const services = await startServices()
    try {
      const results: SuiteResult[] = []
      for (const lane of findTool('strace') === null ? [] : chosen) {
        const calls = { folder, services, lane, random: random.fork(lane.name), most: plan.calls }
        results.push(await runFailingCalls(calls))
      }
      if (findTool('strace') === null) results.push({ counts: {}, violations: [], skipped: [missing('strace')] })
      results.push(await fillDisks({ folder, services, most: plan.fullDisks }))
      const vanishing = { folder, services, lanes: chosen, random: random.fork('vanishing'), rounds: plan.rounds }
      results.push(await runVanishingFolders(vanishing))
      results.push(await runFullLibraries({ ...vanishing, random: random.fork('full'), rounds: plan.rounds }))
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

interface Filling {
  readonly folder: string
  readonly services: Services
  readonly most: number
}

async function fillDisks({ folder, services, most }: Filling): Promise<SuiteResult> {
  const results: SuiteResult[] = []
  for (const lane of [lanes.runflow, lanes.inside]) {
    const disks = await findFullDisks(folder, services, lane)
    if (disks.length === 0) return { counts: {}, violations: [], skipped: ['full disks: nobody may mount one here'] }
    for (const disk of disks.slice(0, most)) {
      const { violations } = await disk.run({}, false)
      results.push({ counts: { 'full disks': 1 }, violations })
    }
  }
  return mergeResults(results)
}
