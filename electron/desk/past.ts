import type { App } from '../app.ts'
import { createCollections } from '../history/kept/collections.ts'
import { createSavedSearches } from '../history/kept/saved-searches.ts'
import { createCollectionHandlers } from '../ipc/handlers/collections.ts'
import { createHistoryHandlers } from '../ipc/handlers/history.ts'
import { createSearchHandlers } from '../ipc/handlers/searches.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import type { DeskHost } from './desk.ts'
import { createHistoryEvents } from './history-events.ts'
import type { PageEvents } from './page-events.ts'

interface Dependencies {
  readonly app: Pick<App, 'database' | 'reader' | 'engine' | 'clock'>
  readonly host: Pick<DeskHost, 'saveText'>
  readonly pictures: Pick<PictureIds, 'idOf'>
  readonly paths: PathIds
  readonly pageEvents: Pick<PageEvents, 'tell'>
}

/** Everything that was done, as it is browsed, searched and gathered. */
export function createPast({ app, host, pictures, paths, pageEvents }: Dependencies) {
  const { database, reader, clock } = app
  const now = (): Date => clock.now()
  const events = createHistoryEvents({ app, pageEvents })
  return {
    historyChanged: () => events.changed(),
    stop: () => events.stop(),
    handlers: {
      ...createHistoryHandlers({ reader, pictures, paths }),
      ...createSearchHandlers({ searches: createSavedSearches({ database, now }), paths, host }),
      ...createCollectionHandlers({
        collections: createCollections({ database, now }),
        reader,
        historyChanged: () => events.changed(),
      }),
    },
  }
}
