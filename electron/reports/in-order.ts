/**
 * Works on the next few entries ahead, at most `limit` at a time, and hands the results out in the order of the entries.
 * No more than `limit` results wait to be taken, so that a long list needs no more memory than a short one.
 */
export async function* inOrder<T, R>(
  entries: Iterable<T>,
  limit: number,
  work: (entry: T) => Promise<R>,
): AsyncIterable<R> {
  const underWay: Promise<R>[] = []
  for (const entry of entries) {
    const working = work(entry)
    // It is met when its turn comes; until then it must not count as forgotten.
    working.catch(() => undefined)
    underWay.push(working)
    if (underWay.length < limit) continue
    const next = underWay.shift()
    if (next !== undefined) yield await next
  }
  for (const working of underWay) yield await working
}
