import type { App } from '../app.ts'
import { createReportHandlers } from '../ipc/handlers/report.ts'
import { createSpendHandlers } from '../ipc/handlers/spend.ts'
import type { Logger } from '../log/logger.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import type { DeskHost } from './desk.ts'
import type { PageEvents } from './page-events.ts'
import { createReconciling } from './reconciling.ts'
import { createReporting } from './reporting.ts'

interface Dependencies {
  readonly app: Pick<App, 'reports' | 'reader' | 'engine' | 'clock'>
  readonly host: Pick<DeskHost, 'chooseFile' | 'openFile' | 'revealFile'>
  readonly log: Pick<Logger, 'error'>
  readonly paths: PathIds
  readonly pageEvents: Pick<PageEvents, 'tell'>
}

/** Everything that gives an account of what was done and spent. */
export function createBooks({ app, host, log, paths, pageEvents }: Dependencies) {
  const { reports, reader, engine, clock } = app
  const now = (): Date => clock.now()
  const reporting = createReporting({
    reports,
    log,
    onState: (payload) => pageEvents.tell({ name: 'report', payload }),
  })
  const reconciling = createReconciling({
    reader,
    services: (mode) => engine.services(mode),
    now,
    log,
    onState: (payload) => pageEvents.tell({ name: 'reconcile', payload }),
  })
  return {
    handlers: {
      ...createReportHandlers({ reporting, reader, batches: engine.batches, paths, host, now }),
      ...createSpendHandlers({ reader, reconciling }),
    },
    /** Resolves when both have ended. */
    leave: async (): Promise<void> => {
      await Promise.all([reporting.stop(), reconciling.stop()])
    },
  }
}
