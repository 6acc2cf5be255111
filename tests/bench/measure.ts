/** One line of the report: what was measured beside its bare baseline in the same run. */
export interface Figure {
  readonly name: string
  /** What the number is, with its unit. */
  readonly value: string
  /** Ours against the bare baseline, where there is one; below 1 is better than bare. */
  readonly ratio: { readonly median: number; readonly min: number; readonly max: number } | null
  readonly baseline: string | null
}

export interface Benchmark {
  readonly name: string
  readonly run: () => Promise<readonly Figure[]>
}

type Work = () => Promise<number>

/**
 * Runs ours and the baseline in turn, so that a machine whose speed drifts slows both, and compares them pair by pair.
 * Each returns the milliseconds it took; the first pair only warms up.
 */
export async function compare(pairs: number, ours: Work, bare: Work) {
  const ratios: number[] = []
  const oursMs: number[] = []
  const bareMs: number[] = []
  for (let pair = 0; pair <= pairs; pair += 1) {
    const [own, other] = [await ours(), await bare()]
    if (pair === 0) continue
    oursMs.push(own)
    bareMs.push(other)
    ratios.push(own / other)
  }
  const sorted = ratios.toSorted((a, b) => a - b)
  return {
    oursMs: median(oursMs),
    bareMs: median(bareMs),
    ratio: { median: median(ratios), min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 },
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** Runs one task for each entry with so many at a time. */
export async function inParallel<T>(entries: readonly T[], atOnce: number, task: (entry: T) => Promise<unknown>) {
  const queue = [...entries]
  const worker = async (): Promise<void> => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) await task(entry)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
