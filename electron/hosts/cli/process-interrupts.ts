/** What asks a process to end: Ctrl-C, a service manager, a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * A runner such as npm hands on the Ctrl-C that the terminal has sent to every process already. Both arrive within a few
 * milliseconds, and a person cannot press twice that fast.
 */
const sameMs = 150

/** Time for a command to leave in good order after the second request. */
const graceMs = 5_000

interface Ends {
  readonly monotonicMs: () => number
  /** Ends the process where a second request was not followed in time, or a third one comes. */
  readonly end: () => void
}

/** Listens while somebody wants to know; without a listener a request ends the process as the system has it. */
export function createInterruptSource(
  emitter: Pick<NodeJS.Process, 'on' | 'off'>,
  { monotonicMs, end }: Ends,
): (listener: () => void) => () => void {
  return (listener) => {
    let lastMs = -Infinity
    let count = 0
    const onSignal = (): void => {
      const nowMs = monotonicMs()
      const isSame = nowMs - lastMs < sameMs
      lastMs = nowMs
      if (isSame) return
      count += 1
      if (count > 2) end()
      if (count === 2) setTimeout(end, graceMs).unref()
      listener()
    }
    for (const signal of signals) emitter.on(signal, onSignal)
    return () => {
      for (const signal of signals) emitter.off(signal, onSignal)
    }
  }
}
