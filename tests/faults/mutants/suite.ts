import { findCandidates, findFullDisks, pointKinds, type Candidate, type Variant } from '../crash-points/candidates.ts'
import { join } from 'node:path'
import { makeTemplate, type Place } from '../crash-points/template.ts'
import { readLibrary } from '../judge/read-library.ts'
import { createRandom, type Random } from '../random.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { startServices, type Services } from '../support/services.ts'
import { findTool, missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { told } from './bug.ts'
import { bugs, promised, type DeadlyBug } from './mutants.ts'
import { runSmall } from './small.ts'
import { quickBugs, smallBugs } from './small-bugs.ts'

export const mutantsSuite: Suite = {
  name: 'mutants',
  promise: 'The harness itself: a program with a seeded bug is caught, within 60 deaths or by the suite it is for.',
  run: async (options) => {
    const random = createRandom(options.seed)
    const [deadly, small] = options.isNight ? [bugs, smallBugs] : [promised, quickBugs(random.fork('small'))]
    return mergeResults([await runMutants(deadly, options), await runSmall(small, options)])
  },
}

const mostKills = 60
const atOnce = 2
const hook = new URL('hook.ts', import.meta.url).href

/** Lets each bug loose on the same crash points as the engine without it, until one of them shows it. */
export async function runMutants(chosen: readonly DeadlyBug[], { seed, say }: SuiteOptions): Promise<SuiteResult> {
  if (findTool('strace') === null) return { counts: {}, violations: [], skipped: [missing('strace')] }
  return inWorkplace('mutants', async (folder) => {
    // The log is later than any look at it, so that nothing it says hides a bug on a slow machine.
    const services = await startServices({ postingMs: 3_600_000 })
    try {
      const points = [
        ...(await findCandidates(folder, services, 'runflow')),
        ...(await findCandidates(folder, services, 'aimlapi')),
      ]
      const disks = await findFullDisks(folder, services)
      const skipped = disks.length === 0 ? ['full disks: nobody may mount one here (unshare -rm)'] : []
      const template = await makeTemplate(join(folder, 'unharmed'), 'runflow')
      const results: SuiteResult[] = []
      for (const bug of chosen) {
        results.push(await runUnharmed(bug, template.copy(bug.name), services))
        const order = orderOf(bug, [...points, ...disks.slice(1, -1)], createRandom(seed).fork(bug.name))
        results.push({ ...(await hunt(bug, order, say)), skipped })
      }
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

/** Some deaths where the bug should show, then one of each kind in turn. */
function orderOf({ at }: DeadlyBug, candidates: readonly Candidate[], random: Random): Candidate[] {
  const ofKind = (kind: Candidate['kind']): Candidate[] =>
    random.shuffle(candidates.filter((candidate) => candidate.kind === kind))
  const first = ofKind(at).slice(0, 2 * atOnce)
  const kinds = [...pointKinds, 'full disk' as const].map(ofKind)
  const rounds = Math.max(...kinds.map(({ length }) => length))
  const inTurn = Array.from({ length: rounds }, (_, round) =>
    kinds.flatMap((some) => some.slice(round, round + 1)),
  ).flat()
  return [...new Set([...first, ...inTurn])].slice(0, mostKills)
}

function variantOf({ name }: DeadlyBug): Variant {
  return { environment: { FAULTS_MUTANT: name }, nodeArguments: ['--import', hook] }
}

/** A bug is one only of programs that work while nothing happens to them; a program that never works shows nothing. */
async function runUnharmed(bug: DeadlyBug, place: Place, services: Services): Promise<SuiteResult> {
  const { environment, ...variant } = variantOf(bug)
  const run = await runCli(['resume', '--json'], {
    ...variant,
    environment: { ...services.environment, ...environment, LIGHTBENCH_HOME: place.home },
  })
  const items = readLibrary(place.home)?.items ?? []
  const isDone = run.exitCode === 0 && items.length > 0 && items.every(({ status }) => status === 'done')
  return {
    counts: { 'mutants that work unharmed': isDone ? 1 : 0 },
    violations: isDone ? [] : [`“${bug.name}” does not even work unharmed: ${lastWords(run)}`],
  }
}

async function hunt(bug: DeadlyBug, order: readonly Candidate[], say: SuiteOptions['say']): Promise<SuiteResult> {
  const seen: string[] = []
  for (let tried = 0; tried < order.length; tried += atOnce) {
    const some = order.slice(tried, tried + atOnce)
    const ends = await Promise.all(some.map((candidate) => candidate.run(variantOf(bug), true)))
    const found = ends.flatMap(({ violations }) => violations)
    if (found.some((violation) => violation.includes(`Mutant “${bug.name}”`))) throw new Error(found.join('\n'))
    seen.push(...found)
    const shown = found.find((violation) => bug.shows.test(violation))
    if (shown === undefined) continue
    say(`“${bug.name}” is caught within ${tried + some.length}: ${shown.slice(0, 160)}`)
    return { counts: { 'mutants caught': 1, [`deaths for “${bug.name}”`]: tried + some.length }, violations: [] }
  }
  return {
    counts: { 'mutants missed': 1 },
    violations: [`“${bug.name}” lives after ${order.length} deaths${told(seen)}`],
  }
}
