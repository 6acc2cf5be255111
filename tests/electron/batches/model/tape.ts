/** Decides what goes wrong, from numbers that were drawn beforehand. At its end everything goes right, so a run comes to rest. */
export interface Tape {
  /** The first choice is the friendly one; another is taken in about so many cases of a hundred. */
  pick<T>(choices: readonly T[], percent?: number): T
  /** From now on everything goes right. */
  stop(): void
}

export function createTape(numbers: readonly number[]): Tape {
  let position = 0
  return {
    pick: <T>(choices: readonly T[], percent = 35) => {
      const [friendly, ...others] = choices
      const number = numbers[position] ?? 0
      position += 1
      const isFriendly = number % 100 < 100 - percent || others.length === 0
      return (isFriendly ? friendly : others[Math.floor(number / 100) % others.length]) as T // `choices` is never empty.
    },
    stop: () => {
      position = numbers.length
    },
  }
}
