import { median, type Figure } from '../measure.ts'

export interface Rounds<T> {
  /** Ours before the first pair, which only warms up. */
  readonly first: T
  readonly ours: readonly T[]
  readonly bare: readonly T[]
}

interface InTurn<T> {
  readonly pairs: number
  readonly ours: () => Promise<T>
  readonly bare: () => Promise<T>
}

/** Runs ours and the baseline in turn, as `compare` does, where one run gives several numbers. */
export async function inTurn<T>({ pairs, ours, bare }: InTurn<T>): Promise<Rounds<T>> {
  const rounds = { first: await ours(), ours: [] as T[], bare: [] as T[] }
  for (let pair = 0; pair < pairs; pair += 1) {
    rounds.ours.push(await ours())
    rounds.bare.push(await bare())
  }
  return rounds
}

export interface Compared {
  readonly ours: number
  readonly bare: number
  /** Pair by pair; null where the baseline is nothing to divide by. */
  readonly ratio: Figure['ratio']
}

export function compareRounds<T>({ ours, bare }: Rounds<T>, read: (round: T) => number): Compared {
  const own = ours.map(read)
  const other = bare.map(read)
  const ratios = own.map((value, index) => value / (other[index] ?? NaN)).toSorted((a, b) => a - b)
  const ratio = { median: median(ratios), min: ratios[0] ?? NaN, max: ratios.at(-1) ?? NaN }
  const isWhole = ratios.every(Number.isFinite)
  return { ours: median(own), bare: median(other), ratio: isWhole ? ratio : null }
}
