/** Does work for many calls at once, and not too often. */
export interface Coalescer {
  /** Asks for the work: at once where it was not done lately, otherwise as soon as it may be done again. */
  poke(): void
  /** Does at once what was asked for and not done yet. */
  flush(): void
  /** Nothing is done any more. */
  stop(): void
}

interface Options {
  readonly intervalMs: number
  readonly monotonicMs?: () => number
  /**
   * Told the first time work fails that went well before; it is then done again by itself until it does not fail. Where it
   * is left out, a failure is thrown where nobody catches it, as a bug is.
   */
  readonly onFailure?: (thrown: unknown) => void
}

const retryMs = 1_000

/** Work that takes long is done less often, so that it never takes more than this share of the time. */
const largestShare = 0.1

/** The last call is always followed by the work. It is never done inside `poke`, so that no caller waits for it. */
export function createCoalescer(work: () => void, { intervalMs, monotonicMs = now, onFailure }: Options): Coalescer {
  let timer: NodeJS.Timeout | null = null
  let nextMs = -Infinity
  let isStopped = false
  let hasFailed = false
  return {
    poke: () => {
      if (timer !== null || isStopped) return
      timer = setTimeout(run, Math.max(0, nextMs - monotonicMs()))
    },
    flush: () => {
      if (timer !== null) run()
    },
    stop: () => {
      isStopped = true
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }

  function run(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const startedMs = monotonicMs()
    try {
      work()
      hasFailed = false
    } catch (thrown) {
      if (onFailure === undefined) throw thrown
      if (!hasFailed) onFailure(thrown)
      hasFailed = true
      if (!isStopped) timer = setTimeout(run, retryMs)
    } finally {
      const endedMs = monotonicMs()
      nextMs = Math.max(startedMs + intervalMs, endedMs + (endedMs - startedMs) / largestShare)
    }
  }
}

function now(): number {
  return performance.now()
}
