import type { App } from '../../app.ts'
import type { Lease } from '../../history/lease.ts'
import type { CliHost } from './cli-host.ts'
import { shown } from './shown-text.ts'

const hostName = 'lightbench command line'
const pollMs = 500

interface Waiting {
  readonly stop: AbortSignal
  /** Told once, when somebody else has the lease and waiting begins. */
  readonly onWait?: (holder: string) => void
}

/** Does work that needs the library's lease; waits for another process to finish first, until `stop` calls it off. */
export async function withLease<T>(
  { app, host }: { readonly app: App; readonly host: CliHost },
  { stop, onWait }: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  const lease = app.takeLease(hostName) ?? (await waitForLease())
  try {
    return await work()
  } finally {
    lease.release()
  }

  async function waitForLease(): Promise<Lease> {
    const holder = app.describeLeaseHolder()
    onWait?.(holder)
    host.terminal.note(`The library is being used by ${shown(holder)}. Waiting until it is done; Ctrl-C leaves.`)
    for (;;) {
      await host.clock.sleep(pollMs, stop)
      const lease = app.takeLease(hostName)
      if (lease !== null) return lease
    }
  }
}
