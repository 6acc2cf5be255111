import type { App } from '../app.ts'
import { createDispatch, type Handlers } from '../ipc/dispatch.ts'
import { createAppHandlers } from '../ipc/handlers/app.ts'
import { createBatchHandlers } from '../ipc/handlers/batches.ts'
import type { StartOutcome } from '../ipc/handlers/care.ts'
import { createKeyHandlers } from '../ipc/handlers/keys.ts'
import { createPlanHandlers } from '../ipc/handlers/plans.ts'
import type { Logger } from '../log/logger.ts'
import { createShared } from './desk-parts.ts'
import type { Activity, Desk, DeskHost } from './desk.ts'
import { importsFolderOf, makeImportFolder } from './import-folder.ts'
import { createKeys } from './keys.ts'
import { createLibraryParts } from './library-parts.ts'
import { createListeners, type PageEvents } from './page-events.ts'
import { createTableHandlers } from './table-handlers.ts'
import { createWork } from './work.ts'

export interface DeskOptions {
  readonly app: App
  readonly host: DeskHost
  readonly log: Pick<Logger, 'error' | 'addSecret' | 'flush'>
  /** What came of what was planned for this start; nothing was, where it is left out. */
  readonly start?: StartOutcome
}

/** Builds everything behind one window and hands each part what it needs. The app stays its owner's to close, after `leave`. */
export function createDesk(options: DeskOptions): Desk {
  const { app, host, log } = options
  const pageEvents: PageEvents = createListeners(log)
  const activities = createListeners<Activity>(log)
  const leaving = new AbortController()
  const shared = createShared({ app, log }, pageEvents)
  const parts = { ...shared, pageEvents, activities, leaving: leaving.signal }
  const work = createWork(options, parts)
  const library = createLibraryParts(options, parts)
  const { intake, settings, pictureFiles } = shared
  const keys = createKeys({
    app,
    log,
    mode: settings.mode,
    leaving: leaving.signal,
    onChanged: (payload) => pageEvents.tell({ name: 'keys', payload }),
  })
  const handlers: Handlers = {
    ...createTableHandlers(options, shared),
    ...library.handlers,
    ...createAppHandlers({ app, host, log, runs: work.runs, settings }),
    ...createPlanHandlers(work.plans),
    ...createBatchHandlers(work.batchParts),
    ...createKeyHandlers(keys),
  }
  const dispatch = createDispatch(handlers, log)
  return {
    dispatch: async (channel, input) => {
      await settings.ready
      return dispatch(channel, input)
    },
    onEvent: pageEvents.listen,
    onActivity: activities.listen,
    addPaths: (paths) => intake.add(paths),
    addReceived: (paths, cutOff) => intake.addReceived(paths, cutOff),
    importsFolder: importsFolderOf(app.libraryFolder),
    receiving: (received) => intake.receiving(received),
    makeImportFolder: () => makeImportFolder(app.libraryFolder, app.clock.now()),
    picture: (id, request) => pictureFiles.picture(id, request),
    begin: () => {
      work.runs.begin()
      library.begin()
    },
    leave: async () => {
      leaving.abort()
      work.plans.cancel()
      intake.leave()
      await Promise.all([work.runs.leave(), intake.ended(), library.leave()])
      work.events.flush()
      work.events.stop()
    },
  }
}
