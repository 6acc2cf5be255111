import type { Suite, SuiteResult } from './suite.ts'

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

/** Runs suites one after the other and prints what each did. A suite that throws has failed. */
export async function runSuites(suites: readonly Suite[], options: Options): Promise<Report> {
  print(`Seed ${options.seed}${options.isNight ? ', the long set' : ''}`)
  const reports: SuiteReport[] = []
  for (const suite of suites) {
    print(`\n${suite.name}: ${suite.promise}`)
    const startedMs = performance.now()
    const result = await runGuarded(suite, options)
    const report = { name: suite.name, seconds: Math.round((performance.now() - startedMs) / 100) / 10, ...result }
    reports.push(report)
    printReport(report, options)
  }
  printTable(reports)
  return { ...options, node: process.version, suites: reports }
}

async function runGuarded(suite: Suite, options: Options): Promise<SuiteResult> {
  try {
    return await suite.run({ ...options, say: (sentence) => print(`  ${sentence}`) })
  } catch (thrown) {
    const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    return { counts: {}, violations: [`The suite itself failed: ${detail}`] }
  }
}

const mostShown = 20

function printReport({ name, counts, violations, skipped = [] }: SuiteReport, { seed, isNight }: Options): void {
  for (const [what, count] of Object.entries(counts)) print(`  ${String(count).padStart(8)}  ${what}`)
  for (const reason of skipped) print(`  SKIPPED  ${reason}`)
  for (const violation of violations.slice(0, mostShown)) print(`  VIOLATION  ${violation}`)
  if (violations.length > mostShown) print(`  … and ${violations.length - mostShown} more`)
  if (violations.length > 0) print(`  Again: npm run faults -- ${name} --seed ${seed}${isNight ? ' --night' : ''}`)
}

function printTable(reports: readonly SuiteReport[]): void {
  print('')
  for (const { name, seconds, violations, skipped = [] } of reports) {
    const verdict = violations.length > 0 ? `${violations.length} VIOLATIONS` : 'held'
    const partly = skipped.length > 0 ? `, ${skipped.length} SKIPPED` : ''
    print(`${name.padEnd(14)} ${String(seconds).padStart(7)} s  ${verdict}${partly}`)
  }
  const total = reports.reduce((sum, { seconds }) => sum + seconds, 0)
  print(`${'all'.padEnd(14)} ${total.toFixed(1).padStart(7)} s`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
