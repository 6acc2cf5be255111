import type { App } from '../app.ts'
import { createCheckHandlers } from '../ipc/handlers/checks.ts'
import type { Logger } from '../log/logger.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import type { DeskHost } from './desk.ts'
import type { PageEvents } from './page-events.ts'
import { createRepairing } from './repairing.ts'
import { createVerifying } from './verifying.ts'

interface Dependencies {
  readonly app: Pick<App, 'verify' | 'repair' | 'clock'>
  readonly host: Pick<DeskHost, 'kind' | 'chooseFolder'>
  readonly log: Pick<Logger, 'error'>
  readonly paths: Pick<PathIds, 'idOf' | 'find'>
  readonly pageEvents: Pick<PageEvents, 'tell'>
  readonly historyChanged: () => void
}

/** Everything that holds the library against the files on the disk. */
export function createChecks({ app, host, log, paths, pageEvents, historyChanged }: Dependencies) {
  const verifying = createVerifying({
    verify: app.verify,
    now: () => app.clock.now(),
    log,
    onState: (payload) => pageEvents.tell({ name: 'verify', payload }),
    onChanged: historyChanged,
  })
  const repairing = createRepairing({
    repair: app.repair,
    log,
    onState: (payload) => pageEvents.tell({ name: 'repair', payload }),
    onChanged: historyChanged,
  })
  return {
    handlers: createCheckHandlers({ verifying, repairing, paths, host }),
    /** Resolves when both have ended. */
    leave: async (): Promise<void> => {
      await Promise.all([verifying.stop(), repairing.stop()])
    },
  }
}
