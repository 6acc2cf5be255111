import { availableParallelism } from 'node:os'
import type { App } from '../app.ts'
import { thumbnailsFolderOf } from '../images/thumbnail-files.ts'
import { describeChange } from '../ipc/handlers/sources.ts'
import type { Logger } from '../log/logger.ts'
import { createContentHashes } from '../pictures/content-hashes.ts'
import { createKeptThumbnails } from '../pictures/kept-thumbnails.ts'
import { createPathIds } from '../pictures/path-ids.ts'
import { createPictureFiles } from '../pictures/picture-files.ts'
import { createPictureIds } from '../pictures/picture-ids.ts'
import type { TableChange } from '../table/added-news.ts'
import { createIntake } from '../table/intake.ts'
import { createPageState } from '../table/page-state.ts'
import { createTable } from '../table/table.ts'
import { createDeskSettings } from './desk-settings.ts'
import type { PageEvents } from './page-events.ts'

interface SharedOptions {
  readonly app: App
  readonly log: Pick<Logger, 'error'>
}

/** What tables, recipes and batches are all made of. */
export function createShared({ app, log }: SharedOptions, pageEvents: PageEvents) {
  const { database, outputs, images } = app
  const now = (): Date => app.clock.now()
  const pictures = createPictureIds()
  const pageState = createPageState(database)
  const paths = createPathIds(pageState.keptPaths())
  const hashes = createContentHashes(database)
  const table = createTable({ database, now, pictures })
  const settings = createDeskSettings({
    app,
    pathIds: paths,
    onChanged: (payload) => pageEvents.tell({ name: 'settings', payload }),
    // Which results a source has is said by mode.
    onMode: () => tellTable({ ids: [], isWhole: true }),
  })
  const intake = createIntake({
    table,
    hashes,
    outputs,
    outputFolders: () => [settings.outputFolder() ?? []].flat(),
    onAdded: tellTable,
    onState: (payload) => pageEvents.tell({ name: 'intake', payload }),
    onNotice: (payload) => pageEvents.tell({ name: 'notice', payload }),
    log,
  })
  const kept = createKeptThumbnails({ database, thumbnailsFolder: thumbnailsFolderOf(app.libraryFolder) })
  const pictureFiles = createPictureFiles({ ids: pictures, images, hashes, kept, concurrency: pictureProcesses() })
  return { pictures, paths, pageState, table, settings, intake, pictureFiles, tellTable, now }

  function tellTable(change: TableChange): void {
    pageEvents.tell({ name: 'sources', payload: describeChange(table, change, settings.mode()) })
  }
}

export type Shared = ReturnType<typeof createShared>

/** Two pictures at least, so that one that takes long does not hold up a whole screen. */
function pictureProcesses(): number {
  return Math.min(4, Math.max(2, availableParallelism()))
}
