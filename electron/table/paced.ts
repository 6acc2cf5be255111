/** Tells at once, then at most once in a span of time, and what came last always. */
export interface Paced {
  tell(): void
  /** Tells now whatever is waiting to be told. */
  flush(): void
}

export function createPaced(spanMs: number, work: () => void): Paced {
  let timer: NodeJS.Timeout | null = null
  let isWaiting = false
  return { tell, flush }

  function tell(): void {
    if (timer !== null) {
      isWaiting = true
      return
    }
    work()
    // Nothing stays open for the sake of a last word: whoever ends the process flushes.
    timer = setTimeout(end, spanMs).unref()
  }

  function end(): void {
    timer = null
    if (!isWaiting) return
    isWaiting = false
    tell()
  }

  function flush(): void {
    if (!isWaiting) return
    isWaiting = false
    work()
  }
}
