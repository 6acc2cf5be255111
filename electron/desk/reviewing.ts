import type { App } from '../app.ts'
import { createReviewHandlers } from '../ipc/handlers/review.ts'
import { nodeFileSystem } from '../library/file-system.ts'
import type { Logger } from '../log/logger.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'
import { createReviews } from '../review/reviews.ts'
import type { TableChange } from '../table/added-news.ts'
import type { DeskHost } from './desk.ts'
import { readResult } from './result-details.ts'

interface Dependencies {
  readonly app: Pick<App, 'database' | 'engine' | 'libraryFolder' | 'clock'>
  readonly host: Pick<DeskHost, 'moveToBin'>
  readonly log: Pick<Logger, 'error'>
  readonly pictures: Pick<PictureIds, 'idOf'>
  readonly historyChanged: () => void
  readonly tellTable: (change: TableChange) => void
}

/** What a person makes of results, and everything about one of them. */
export function createReviewing({ app, host, log, pictures, historyChanged, tellTable }: Dependencies) {
  const { database, engine, libraryFolder, clock } = app
  const reviews = createReviews({
    database,
    libraryFolder,
    fileSystem: nodeFileSystem,
    moveToBin: (path) => host.moveToBin(path),
    now: () => clock.now(),
    onChanged: (hasFiles) => {
      historyChanged()
      // How many results a source has is part of its row.
      if (hasFiles) tellTable({ ids: [], isWhole: true })
    },
  })
  return {
    handlers: createReviewHandlers({
      reviews,
      readResult: (id) => readResult({ database, batches: engine.batches, pictures }, id),
    }),
    /** What a process left half done is finished in the background; nothing waits for it. */
    begin: (): void => {
      reviews.recover().catch((thrown: unknown) => log.error('an earlier change cannot be finished', thrown))
    },
    forgetBinned: () => reviews.forgetBinned(),
    /** Resolves when no change is being carried out any more. */
    leave: () => reviews.settled(),
  }
}
