interface Numbered {
  readonly id: number
}

/** Puts new and changed rows among rows that are sorted by id; of two with the same id the later one counts. */
export function mergeRows<T extends Numbered>(rows: readonly T[], changes: readonly T[]): readonly T[] {
  if (changes.length === 0) return rows
  const merged = rows.slice()
  const added = new Map<number, T>()
  for (const change of changes) {
    const index = findById(rows, change.id)
    if (rows[index]?.id === change.id) merged[index] = change
    else added.set(change.id, change)
  }
  if (added.size === 0) return merged
  const isAppended = [...added.keys()].every((id) => id > (rows.at(-1)?.id ?? -1))
  const sorted = [...added.values()].sort((left, right) => left.id - right.id)
  // Ids count up, so that new rows nearly always come last.
  return isAppended ? [...merged, ...sorted] : [...merged, ...sorted].sort((left, right) => left.id - right.id)
}

/** Index of the first row whose id is not smaller. */
function findById(rows: readonly Numbered[], id: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((rows[middle]?.id ?? Infinity) < id) low = middle + 1
    else high = middle
  }
  return low
}
