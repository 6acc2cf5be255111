import PQueue from 'p-queue'
import { createRandom, type Random } from '../random.ts'
import { startServices } from '../support/services.ts'
import { findTool, missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { findCandidates, findFullDisks, pointKinds, type Candidate, type ServiceName } from './candidates.ts'

export interface CrashPlan {
  /** How many points of each service; all of them where it is null. */
  readonly points: number | null
  readonly services?: readonly ServiceName[]
}

export const crashPointsSuite: Suite = {
  name: 'crash-points',
  promise: 'The same for a death at each single write, sync, rename and send of an item, with and without a power cut.',
  run: (options) => runCrashPoints({ points: options.isNight ? null : 10 }, options),
}

export async function runCrashPoints(plan: CrashPlan, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  if (findTool('strace') === null) return { counts: {}, violations: [], skipped: [missing('strace')] }
  return inWorkplace('crash-points', async (folder) => {
    const services = await startServices()
    try {
      const results: SuiteResult[] = []
      for (const service of plan.services ?? (['runflow', 'aimlapi'] as const)) {
        const all = await findCandidates(folder, services, service)
        const random = createRandom(seed).fork(service)
        results.push(await runAll(choose(all, plan.points, random), all.length))
      }
      results.push(await runFullDisks(await findFullDisks(folder, services), plan))
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

interface Chosen {
  readonly candidate: Candidate
  readonly withPowerCut: boolean
}

async function runAll(chosen: readonly Chosen[], known: number): Promise<SuiteResult> {
  const queue = new PQueue({ concurrency: 3 })
  const ends = await queue.addAll(
    chosen.map(
      ({ candidate, withPowerCut }) =>
        () =>
          candidate.run({}, withPowerCut),
    ),
  )
  const deaths = ends.filter(({ wasKilled }) => wasKilled).length
  return {
    counts: {
      'calls that could be the last': known,
      'points tried': chosen.length,
      deaths,
      'power cuts that lost something': ends.filter(({ lost }) => lost > 0).length,
    },
    violations: [
      ...ends.flatMap(({ violations }) => violations),
      ...(deaths < chosen.length * 0.8 ? [`Only ${deaths} of ${chosen.length} points killed the process`] : []),
    ],
  }
}

async function runFullDisks(disks: readonly Candidate[], { points }: CrashPlan): Promise<SuiteResult> {
  if (disks.length === 0) {
    return {
      counts: {},
      violations: [],
      skipped: ['a disk that is really full: nobody may mount one here (unshare -rm)'],
    }
  }
  const tried = points === null ? disks : disks.slice(1, 3)
  const ends = []
  for (const disk of tried) ends.push(await disk.run({}, false))
  return { counts: { 'full disks': ends.length }, violations: ends.flatMap(({ violations }) => violations) }
}

/** As many of each kind: those near the paid request are few, and all depends on them. */
function choose(all: readonly Candidate[], count: number | null, random: Random): Chosen[] {
  const withPowerCut = (candidate: Candidate): Chosen => ({ candidate, withPowerCut: random.chance(0.5) })
  if (count === null) return all.map(withPowerCut)
  const ofKind = (kind: Candidate['kind']): Candidate[] =>
    random.shuffle(all.filter((candidate) => candidate.kind === kind)).slice(0, Math.ceil(count / pointKinds.length))
  return pointKinds.flatMap(ofKind).map(withPowerCut)
}
