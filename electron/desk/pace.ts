/** How fast items of running batches end, for saying how long the rest takes. */
export interface Paces {
  /** Items of a batch that have ended by now; call it from time to time while it runs. */
  note(batchId: string, ended: number): void
  /** How long that many more will take at the pace of the last minutes; null until three have ended in this run. */
  leftMs(batchId: string, left: number): number | null
  /** The run is over; the next one starts a pace of its own. */
  forget(batchId: string): void
}

interface Sample {
  readonly atMs: number
  readonly ended: number
}

const windowMs = 120_000
/** A slow service ends few items in the window; the pace still needs some to be one. */
const fewestEnded = 3
const sampleEveryMs = 1_000

export function createPaces(monotonicMs: () => number): Paces {
  const samples = new Map<string, Sample[]>()
  return {
    note: (batchId, ended) => {
      const known = samples.get(batchId) ?? []
      samples.set(batchId, known)
      const atMs = monotonicMs()
      const [last, before] = [known.at(-1), known.at(-2)]
      // The latest sample is moved on until it is a second behind the one before it.
      if (last !== undefined && before !== undefined && last.atMs - before.atMs < sampleEveryMs) known.pop()
      known.push({ atMs, ended })
      dropOld(known)
    },
    leftMs: (batchId, left) => {
      const known = samples.get(batchId)
      const [first, last] = [known?.at(0), known?.at(-1)]
      if (first === undefined || last === undefined || last.ended - first.ended < fewestEnded) return null
      return Math.round(((last.atMs - first.atMs) / (last.ended - first.ended)) * left)
    },
    forget: (batchId) => void samples.delete(batchId),
  }
}

function dropOld(samples: Sample[]): void {
  const last = samples.at(-1)
  if (last === undefined) return
  for (let next = samples[1]; next !== undefined; next = samples[1]) {
    if (last.atMs - next.atMs < windowMs || last.ended - next.ended < fewestEnded) return
    samples.shift()
  }
}
