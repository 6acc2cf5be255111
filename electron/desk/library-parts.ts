import { removeLostImports } from '../care/prune-imports.ts'
import { createCareHandlers } from '../ipc/handlers/care.ts'
import { createLocateHandlers } from '../ipc/handlers/locate.ts'
import { createBooks } from './books.ts'
import { createChecks } from './checks.ts'
import type { DeskOptions } from './create-desk.ts'
import type { Shared } from './desk-parts.ts'
import type { PageEvents } from './page-events.ts'
import { importsFolderOf } from './import-folder.ts'
import { createPast } from './past.ts'
import { createReviewing } from './reviewing.ts'

interface LibraryParts extends Shared {
  readonly pageEvents: PageEvents
  readonly leaving: AbortSignal
}

/** What can be done with everything that was ever made: find, review, prove, print, count, keep. */
export function createLibraryParts({ app, host, log, start }: DeskOptions, parts: LibraryParts) {
  const { paths, pageEvents, leaving } = parts
  const past = createPast({ ...parts, app, host })
  const { historyChanged } = past
  const filesChanged = (): void => {
    historyChanged()
    // What was missing may have been found.
    app.upkeep.again()
  }
  const checks = createChecks({ app, host, log, paths, pageEvents, historyChanged: filesChanged })
  const reviewing = createReviewing({ ...parts, app, host, log, historyChanged })
  const books = createBooks({ app, host, log, paths, pageEvents })
  app.upkeep.onLooked(historyChanged)
  return {
    handlers: {
      ...past.handlers,
      ...checks.handlers,
      ...reviewing.handlers,
      ...books.handlers,
      ...createLocateHandlers({ ...parts, app, leaving, historyChanged }),
      ...createCareHandlers({
        app,
        paths,
        historyChanged,
        forgetBinned: reviewing.forgetBinned,
        ...(start === undefined ? {} : { start }),
      }),
    },
    begin: (): void => {
      app.upkeep.begin()
      reviewing.begin()
      const importsFolder = importsFolderOf(app.libraryFolder)
      removeLostImports({ importsFolder, database: app.database, now: app.clock.now(), signal: leaving }).catch(
        (thrown: unknown) => {
          if (!leaving.aborted) log.error('Files that nothing points to were not removed', thrown)
        },
      )
    },
    /** Resolves when nothing of it is under way any more. */
    leave: async (): Promise<void> => {
      await Promise.all([checks.leave(), books.leave(), reviewing.leave(), app.upkeep.stop()])
      past.stop()
    },
  }
}
