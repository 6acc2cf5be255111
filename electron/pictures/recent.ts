/** Keeps a bounded number of values; what was not asked for the longest goes first. */
export interface Recent<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

export function createRecent<T>(most: number): Recent<T> {
  // A map keeps the order of entering.
  const values = new Map<string, T>()
  return {
    get: (key) => {
      const value = values.get(key)
      if (value !== undefined) refresh(key, value)
      return value
    },
    set: (key, value) => {
      refresh(key, value)
      if (values.size <= most) return
      for (const oldest of values.keys()) {
        values.delete(oldest)
        return
      }
    },
  }

  function refresh(key: string, value: T): void {
    values.delete(key)
    values.set(key, value)
  }
}
