import { TransportFailure } from './transport-failure.ts'

export interface CallLimits {
  readonly totalMs: number
  /** The longest time without a byte of the answer. */
  readonly idleMs: number
  /** The most bytes of the answer, counted after decompression. */
  readonly maxBytes: number
}

/** What one call may still do, and what became of it. */
export interface CallWatch {
  /** Fires when a limit is reached or the caller stops the call. */
  readonly signal: AbortSignal
  /** Rejects with the reason when `signal` fires; never resolves. */
  readonly stopped: Promise<never>
  /** Notes that the request is about to be written to a connection. False: it was before, and must not be again. */
  start(): boolean
  /** Notes a sign of life, and starts the idle limit anew. */
  touch(): void
  /** Suspends the idle limit while the receiver of the bytes is at work. */
  hold(): void
  /** The failure that `thrown` amounts to. */
  explain(thrown: unknown): TransportFailure
  end(): void
}

/** Guards one call with its limits. `end` must be called, or timers stay behind. */
export function startWatch({ limits, signal }: { limits: CallLimits; signal: AbortSignal }): CallWatch {
  const controller = new AbortController()
  let stoppedBy: 'cancelled' | 'timed-out' | null = null
  let wasSent = false

  const timeOut = (): void => stop('timed-out')
  const cancel = (): void => stop('cancelled')
  const total = setTimeout(timeOut, limits.totalMs)
  let idle = setTimeout(timeOut, limits.idleMs)
  signal.addEventListener('abort', cancel, { once: true })
  const stopped = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(explain(null)), { once: true })
  })
  stopped.catch(() => undefined) // Whoever waits hears of it; a call that ended before has nobody waiting.
  if (signal.aborted) cancel()

  return { signal: controller.signal, stopped, start, touch, hold, explain, end }

  function stop(reason: 'cancelled' | 'timed-out'): void {
    stoppedBy ??= reason
    controller.abort()
  }

  function start(): boolean {
    if (wasSent || controller.signal.aborted) return false
    wasSent = true
    return true
  }

  function touch(): void {
    clearTimeout(idle)
    idle = setTimeout(timeOut, limits.idleMs)
  }

  function hold(): void {
    clearTimeout(idle)
  }

  function explain(thrown: unknown): TransportFailure {
    if (thrown instanceof TransportFailure) return thrown
    if (stoppedBy !== null) return new TransportFailure(stoppedBy, { wasSent })
    const code = codeOf(thrown)
    if (code === 'ERR_ADDRESS_REFUSED') return new TransportFailure('address-refused', { wasSent })
    const reason = wasSent ? 'broken' : 'unreachable'
    return new TransportFailure(reason, { wasSent, ...(code === null ? {} : { detail: code }) })
  }

  function end(): void {
    clearTimeout(total)
    clearTimeout(idle)
    signal.removeEventListener('abort', cancel)
  }
}

function codeOf(thrown: unknown): string | null {
  const code: unknown = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null
  return typeof code === 'string' ? code : null
}
