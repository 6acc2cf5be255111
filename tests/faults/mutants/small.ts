import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import PQueue from 'p-queue'
import { compileCache } from '../support/cli-run.ts'
import { mergeResults, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { breakdown, told } from './bug.ts'
import type { SmallBug } from './small-bugs.ts'

const hook = new URL('hook.ts', import.meta.url).href
const probe = new URL('probe.ts', import.meta.url).pathname

interface Probed {
  readonly rounds: number
  readonly violations: readonly string[]
}

/** Lets each bug loose on a small run of the suite that should see it. */
export async function runSmall(
  bugs: readonly SmallBug[],
  { seed, say }: Pick<SuiteOptions, 'seed' | 'say'>,
): Promise<SuiteResult> {
  const queue = new PQueue({ concurrency: 2 })
  return mergeResults(await queue.addAll(bugs.map((bug) => () => hunt(bug, seed, say))))
}

async function hunt({ name, suite }: SmallBug, seed: number, say: SuiteOptions['say']): Promise<SuiteResult> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', hook, probe, suite, String(seed)],
    { env: { ...process.env, NODE_COMPILE_CACHE: compileCache, FAULTS_MUTANT: name }, maxBuffer: 64 * 1024 * 1024 },
  )
  const { rounds, violations } = JSON.parse(stdout) as Probed
  if (violations.some((violation) => violation.includes(`Mutant “${name}”`))) throw new Error(violations.join('\n'))
  const first = violations.find((violation) => !breakdown.test(violation))
  if (first === undefined)
    return {
      counts: { 'small mutants missed': 1 },
      violations: [`“${name}” lives after ${rounds} rounds of ${suite}${told(violations)}`],
    }
  say(`“${name}” is caught by ${suite} in round ${rounds}: ${first.slice(0, 160)}`)
  return { counts: { 'small mutants caught': 1 }, violations: [] }
}
