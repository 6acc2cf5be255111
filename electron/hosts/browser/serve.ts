import { AppError, nextSteps } from '../../../shared/errors.ts'
import type { BrowserHost } from './server.ts'

export interface ServeMachine {
  /** Opens the library and starts to serve; `close` of what it returns comes after the host's own. */
  start(howToEnter: string): Promise<{ readonly host: BrowserHost; close(): Promise<void> }>
  say(line: string): void
  /** Calls back on Ctrl-C and on requests to end. */
  onInterrupt(listener: () => void): () => void
  /** Calls back whenever Enter is pressed; null where nobody can. */
  readonly onEnter: ((listener: () => void) => () => void) | null
  /** Whoever started this sits at another machine. */
  readonly isRemote: boolean
  /** Opens an address for whoever sits here; null where nobody does. */
  readonly openInBrowser: ((url: string) => void) | null
}

export const exitCodes = { done: 0, failed: 1, leftAtOnce: 4 } as const

/** Serves until it is asked to leave, and says all the while what is happening. Resolves with the exit code. */
export async function serve(machine: ServeMachine): Promise<number> {
  const { say, onEnter, onInterrupt } = machine
  const interrupts = createInterrupts(onInterrupt)
  try {
    const { host, close } = await machine.start(howToEnter(onEnter !== null))
    const url = host.newUrl()
    say(`Lightbench is at ${url}`)
    say(`The address lets one browser in, once. ${onEnter === null ? '' : 'Enter prints a new one, '}Ctrl-C leaves.`)
    if (machine.isRemote) say(`From where you sit, first: ssh -N -L ${forward(host.origin)} NAME-OF-THIS-MACHINE`)
    machine.openInBrowser?.(url)
    const stopAsking = onEnter?.(() => say(`Lightbench is at ${host.newUrl()}`))
    await interrupts.first
    stopAsking?.()
    say('Leaving: nothing more is sent, and what is under way is written down. Ctrl-C again leaves at once.')
    const isAtOnce = await Promise.race([leave(host, close), interrupts.second])
    say(isAtOnce ? 'Left at once.' : 'Left. The next start goes on where this one stopped.')
    return isAtOnce ? exitCodes.leftAtOnce : exitCodes.done
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    say(thrown.message)
    say(nextSteps[thrown.code])
    return exitCodes.failed
  } finally {
    interrupts.release()
  }
}

async function leave(host: BrowserHost, close: () => Promise<void>): Promise<false> {
  await host.close()
  await close()
  return false
}

/** The same port on both sides, because the page answers under its own address alone. */
function forward(origin: string): string {
  const { port, host } = new URL(origin)
  return `${port}:${host}`
}

function howToEnter(canAsk: boolean): string {
  const how = canAsk ? 'Press Enter in the terminal where Lightbench runs' : 'Start Lightbench again'
  return `This is not the way in, or it was used already. ${how}, and open the address it prints.`
}

interface Interrupts {
  readonly first: Promise<void>
  readonly second: Promise<true>
  readonly release: () => void
}

function createInterrupts(onInterrupt: ServeMachine['onInterrupt']): Interrupts {
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<true>()
  let count = 0
  const release = onInterrupt(() => {
    count += 1
    if (count === 1) first.resolve()
    else second.resolve(true)
  })
  return { first: first.promise, second: second.promise, release }
}
