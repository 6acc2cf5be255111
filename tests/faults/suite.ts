/** What a suite is given. The same seed gives the same plan; what processes make of it differs by milliseconds. */
export interface SuiteOptions {
  readonly seed: number
  readonly isNight: boolean
  readonly say: (sentence: string) => void
}

export interface SuiteResult {
  /** What was done and seen, for the table. */
  readonly counts: Readonly<Record<string, number>>
  /** Each a sentence that names the promise that was broken and where. */
  readonly violations: readonly string[]
  /** What could not be tried here and why; such a run proves nothing about it. */
  readonly skipped?: readonly string[]
}

export interface Suite {
  readonly name: string
  readonly promise: string
  /** Measures time: nothing may run beside one that works but one that waits, for a key store say. */
  readonly timing?: 'works' | 'waits'
  run(options: SuiteOptions): Promise<SuiteResult>
}

/** Adds up the results of parts of one suite. */
export function mergeResults(results: readonly SuiteResult[]): SuiteResult {
  const counts: Record<string, number> = {}
  for (const result of results) {
    for (const [name, count] of Object.entries(result.counts)) counts[name] = (counts[name] ?? 0) + count
  }
  return {
    counts,
    violations: results.flatMap(({ violations }) => violations),
    skipped: results.flatMap(({ skipped = [] }) => skipped),
  }
}
