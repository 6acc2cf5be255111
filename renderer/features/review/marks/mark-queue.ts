/** Changes one after another. */
export interface MarkQueue {
  /** Begins when what was begun before is over, however that ended: whoever began it is told. */
  run<T>(work: () => Promise<T>): Promise<T>
  /** Begins all that waits, in its order, without waiting for answers. */
  beginAll(): void
  /** Resolves when everything that was begun so far is over. */
  ended(): Promise<void>
}

export function createMarkQueue(): MarkQueue {
  const waiting = new Set<() => void>()
  let last: Promise<unknown> = Promise.resolve()
  return {
    run: <T>(work: () => Promise<T>) => {
      const { promise, resolve, reject } = Promise.withResolvers<T>()
      const begin = (): void => {
        if (waiting.delete(begin)) work().then(resolve, reject)
      }
      waiting.add(begin)
      last.then(begin, begin)
      last = promise
      return promise
    },
    beginAll: () => {
      for (const begin of waiting) begin()
    },
    ended: async () => {
      await Promise.allSettled([last])
    },
  }
}
