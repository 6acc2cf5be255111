/** Runs `work` for every entry, at most `limit` at a time, and keeps the order of the entries in the results. */
export async function mapBounded<T, R>(
  entries: readonly T[],
  limit: number,
  work: (entry: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const iterator = entries.entries()
  const workers = Array.from({ length: Math.min(limit, entries.length) }, async () => {
    // All workers draw from one iterator.
    for (const [position, entry] of iterator) results[position] = await work(entry)
  })
  await Promise.all(workers)
  return results
}
