export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  int(from: number, to: number): number
  pick<T>(values: readonly T[]): T
  chance(probability: number): boolean
  bytes(count: number): Buffer
  shuffle<T>(values: readonly T[]): T[]
  /** A sequence of its own, so that parts of a suite do not shift each other's numbers. */
  fork(name: string): Random
}

/** Mulberry32: small, and the same on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    pick: <T>(values: readonly T[]): T => {
      if (values.length === 0) throw new Error('There is nothing to pick from')
      return values[int(0, values.length - 1)] as T // The index lies inside.
    },
    chance: (probability) => next() < probability,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => int(0, 255))),
    shuffle: (values) => {
      const left = [...values]
      return values.flatMap(() => left.splice(int(0, left.length - 1), 1))
    },
    fork: (name) => createRandom(Buffer.from(name).reduce((hash, byte) => Math.imul(hash ^ byte, 16_777_619), seed)),
  }
}
