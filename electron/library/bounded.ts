/**
 * Runs `work` for every entry, at most `limit` at a time, and keeps the order of the entries in the results. Work that is
 * done at once costs no turn of the event loop.
 */
export async function mapBounded<T, R>(
  entries: readonly T[],
  limit: number,
  work: (entry: T) => R | Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const iterator = entries.entries()
  const workers = Array.from({ length: Math.min(limit, entries.length) }, async () => {
    // All workers draw from one iterator.
    for (const [position, entry] of iterator) {
      const result = work(entry)
      results[position] = result instanceof Promise ? await result : result
    }
  })
  await Promise.all(workers)
  return results
}
