/** Counts how often other work of this process gets its turn until `end`. Says the same on a busy machine. */
export function countTurns(): { end(): number } {
  let turns = 0
  let next = setImmediate(count)
  return {
    end: () => {
      clearImmediate(next)
      return turns
    },
  }

  function count(): void {
    turns += 1
    next = setImmediate(count)
  }
}
