import PQueue from 'p-queue'
import type { Suite, SuiteOptions, SuiteResult } from './suite.ts'

export interface SuiteReport extends SuiteResult {
  readonly name: string
  readonly seconds: number
}

export interface Report {
  readonly seed: number
  readonly isNight: boolean
  readonly node: string
  readonly suites: readonly SuiteReport[]
}

interface Options {
  readonly seed: number
  readonly isNight: boolean
}

/** More than that at once only take turns: each suite starts several processes by itself. */
const atOnce = 3

/**
 * Runs suites side by side, then those that measure time: one after the other, but beside one that hardly works. Prints what
 * each did when it has ended. A suite that throws has failed.
 */
export async function runSuites(suites: readonly Suite[], options: Options): Promise<Report> {
  const startedMs = performance.now()
  print(`Seed ${options.seed}${options.isNight ? ', the long set' : ''}`)
  const runAll = (some: readonly Suite[], concurrency: number): Promise<SuiteReport[]> =>
    new PQueue({ concurrency }).addAll(some.map((suite) => () => runOne(suite, options)))
  const reports = await runAll(
    suites.filter(({ timing }) => timing === undefined),
    atOnce,
  )
  const [busy, waiting] = await Promise.all([
    runAll(
      suites.filter(({ timing }) => timing === 'works'),
      1,
    ),
    runAll(
      suites.filter(({ timing }) => timing === 'waits'),
      1,
    ),
  ])
  reports.push(...busy, ...waiting)
  printTable(reports, secondsSince(startedMs))
  return { ...options, node: process.version, suites: reports }
}

async function runOne(suite: Suite, options: Options): Promise<SuiteReport> {
  const said: string[] = []
  const startedMs = performance.now()
  const result = await runGuarded(suite, { ...options, say: (sentence) => void said.push(`  ${sentence}`) })
  const report = { name: suite.name, seconds: secondsSince(startedMs), ...result }
  print(['', `${suite.name}: ${suite.promise}`, ...said, ...describe(report, options)].join('\n'))
  return report
}

function secondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) / 100) / 10
}

async function runGuarded(suite: Suite, options: SuiteOptions): Promise<SuiteResult> {
  try {
    return await suite.run(options)
  } catch (thrown) {
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    return { counts: {}, violations: [`The suite itself failed: ${detail}`] }
  }
}

const mostShown = 20

function describe({ name, counts, violations, skipped = [] }: SuiteReport, { seed, isNight }: Options): string[] {
  const again = `  Again: npm run faults -- ${name} --seed ${seed}${isNight ? ' --night' : ''}`
  const { length } = violations
  return [
    ...Object.entries(counts).map(([what, count]) => `  ${String(count).padStart(8)}  ${what}`),
    ...skipped.map((reason) => `  SKIPPED  ${reason}`),
    ...violations.slice(0, mostShown).map((violation) => `  VIOLATION  ${violation}`),
    ...(length > mostShown ? [`  … and ${length - mostShown} more`] : []),
    ...(length > 0 ? [again] : []),
  ]
}

function printTable(reports: readonly SuiteReport[], seconds: number): void {
  print('')
  for (const report of reports) {
    print(`${report.name.padEnd(14)} ${String(report.seconds).padStart(7)} s  ${verdictOf(report)}`)
  }
  print(`${'all'.padEnd(14)} ${seconds.toFixed(1).padStart(7)} s`)
}

/** What was skipped whole has not held. */
export function verdictOf({ counts, violations, skipped = [] }: SuiteResult): string {
  if (violations.length > 0) return `${violations.length} VIOLATIONS`
  if (skipped.length === 0) return 'held'
  const wasTried = Object.values(counts).some((count) => count > 0)
  return wasTried ? `held, ${skipped.length} SKIPPED` : 'SKIPPED'
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
