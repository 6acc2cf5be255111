import { runAccess } from '../access/suite.ts'
import { runCaps } from '../caps/suite.ts'
import type { CancelAt } from '../concurrency/setting.ts'
import { runConcurrency } from '../concurrency/suite.ts'
import { runNames } from '../names/suite.ts'
import type { SuiteResult } from '../suite.ts'
import type { SmallSuite } from './small-bugs.ts'

// One suite in small, in a process of its own so that a bug can be in the program from its first line on:
// `node --import hook.ts probe.ts SUITE SEED`. Goes on with the next seed until a promise is broken, and prints the
// result as JSON.

const most = 8
const hook = new URL('hook.ts', import.meta.url).href
const variant = {
  environment: { FAULTS_MUTANT: process.env['FAULTS_MUTANT'] ?? '' },
  nodeArguments: ['--import', hook],
}

function cancel(status: CancelAt['status'], seed: number): Promise<SuiteResult> {
  const cancelAt = { service: 'runflow', how: 'pressed', status } as const
  return runConcurrency({ races: 0, clicks: 0, cancels: 1, variant, cancelAt }, { seed })
}

const suites: Readonly<Record<SmallSuite, (seed: number) => Promise<SuiteResult>>> = {
  caps: (seed) => runCaps(20, { seed }),
  races: (seed) => runConcurrency({ races: 1, clicks: 0, cancels: 0, variant }, { seed }),
  clicks: (seed) => runConcurrency({ races: 0, clicks: 1, cancels: 0, variant }, { seed }),
  'cancels when waiting': (seed) => cancel('waiting', seed),
  'cancels when reserved': (seed) => cancel('reserved', seed),
  names: (seed) => runNames({ names: 300, files: 0 }, { seed }),
  'names of files': (seed) => runNames({ names: 0, files: 30, variant }, { seed }),
  access: (seed) => runAccess({ calls: 200, addresses: 200 }, { seed }),
}

const [name = '', seed = '0'] = process.argv.slice(2)
let violations: readonly string[] = []
let rounds = 0
while (violations.length === 0 && rounds < most) {
  violations = (await suites[name as SmallSuite](Number(seed) + rounds)).violations
  rounds += 1
}
process.stdout.write(`${JSON.stringify({ rounds, violations })}\n`)
