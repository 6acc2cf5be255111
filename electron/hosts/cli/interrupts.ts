import { AppError } from '../../../shared/errors.ts'
import type { CliHost } from './cli-host.ts'

export interface Interrupts {
  /** Aborted by the first Ctrl-C: nothing new is begun. */
  readonly stop: AbortSignal
  /** Aborted by the second: the program leaves at once. */
  readonly leave: AbortSignal
  /** Ctrl-C ends the process again from here on. */
  release(): void
}

/** Turns Ctrl-C and requests to end into two signals, for as long as a command needs to end in good order. */
export function listenForInterrupts({ onInterrupt }: Pick<CliHost, 'onInterrupt'>): Interrupts {
  const stop = new AbortController()
  const leave = new AbortController()
  const release = onInterrupt(() => {
    if (stop.signal.aborted) leave.abort()
    // Whatever waits on the signal rejects with its reason, which is then a failure that was foreseen.
    else stop.abort(new AppError('cancelled', 'Stopped.'))
  })
  return { stop: stop.signal, leave: leave.signal, release }
}
