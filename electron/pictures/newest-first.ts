import { AppError } from '../../shared/errors.ts'

/** Runs work of which only the newest is still wanted: a page that scrolls asks for what it shows now. */
export interface NewestFirst {
  /** Starts when a place is free and nothing newer waits. Rejects as `cancelled` if aborted before it started. */
  run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

interface Waiting {
  readonly start: () => void
}

export function createNewestFirst(atOnce: number): NewestFirst {
  // A set keeps the order of entering, and gives up an aborted entry without a search.
  const waiting = new Set<Waiting>()
  const stack: Waiting[] = []
  let running = 0
  return { run }

  async function run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw stopped()
    if (running >= atOnce) await turn(signal)
    else running += 1
    try {
      return await work()
    } finally {
      passOn()
    }
  }

  /** Resolves with a place taken. */
  async function turn(signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const entry: Waiting = { start: resolve }
    const leave = (): void => {
      if (waiting.delete(entry)) reject(stopped())
    }
    waiting.add(entry)
    stack.push(entry)
    signal.addEventListener('abort', leave, { once: true })
    try {
      await promise
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  function passOn(): void {
    for (let next = stack.pop(); next; next = stack.pop()) {
      if (!waiting.delete(next)) continue
      next.start()
      return
    }
    running -= 1
  }
}

function stopped(): AppError {
  return new AppError('cancelled', 'The picture is not wanted any more.')
}
