import { join } from 'node:path'
import { AppError, type Failure } from '../../../shared/errors.ts'
import type { CareOutputs } from '../../../shared/ipc/care-rows.ts'
import type { App } from '../../app.ts'
import { backUpTo, requireEmpty } from '../../care/copy-library.ts'
import { importLibrary } from '../../care/import-library.ts'
import { measureLibrary } from '../../care/measure-library.ts'
import { planForNextStart, readPlanForNextStart } from '../../care/next-start.ts'
import { pruneImports } from '../../care/prune-imports.ts'
import { pruneThumbnails } from '../../care/prune-thumbnails.ts'
import { importsFolderOf } from '../../desk/import-folder.ts'
import { listBackups } from '../../care/restore-library.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import { keptEdges } from '../../images/thumbnail-files.ts'
import type { Handlers } from '../dispatch.ts'

/** What came of what was planned for this start. */
export interface StartOutcome {
  readonly failure: Failure | null
  /** False where the environment names the library. */
  readonly canMove: boolean
}

interface Dependencies {
  readonly app: Pick<App, 'clock' | 'database' | 'libraryFolder'>
  readonly paths: Pick<PathIds, 'idOf' | 'find'>
  readonly historyChanged: () => void
  /** Frees what is kept for undoing the bin. */
  readonly forgetBinned: () => Promise<void>
  readonly start?: StartOutcome
}

const nothingPlanned: StartOutcome = { failure: null, canMove: false }

/** The library as a whole. What needs it closed is done before the next start. */
export function createCareHandlers(dependencies: Dependencies): Pick<Handlers, keyof CareOutputs> {
  const { paths, historyChanged, start = nothingPlanned } = dependencies
  const { database, libraryFolder } = dependencies.app
  return {
    'library:read': async () => ({
      folder: libraryFolder,
      sizes: await measureLibrary(libraryFolder),
      backups: listBackups(libraryFolder).map((backup) => ({ id: paths.idOf(backup.path), ...backup })),
      atNextStart: readPlanForNextStart(libraryFolder),
      failedAtStart: start.failure,
      canMove: start.canMove,
    }),
    'library:prune': async () => {
      const { signal } = new AbortController()
      const thumbnailsFolder = join(libraryFolder, 'thumbnails')
      const importsFolder = importsFolderOf(libraryFolder)
      const thumbnails = await pruneThumbnails({ thumbnailsFolder, database, keptEdges, signal })
      const imports = await pruneImports({ importsFolder, database, now: dependencies.app.clock.now(), signal })
      return { files: thumbnails.files + imports.files, bytes: thumbnails.bytes + imports.bytes }
    },
    'library:forget-binned': () => dependencies.forgetBinned(),
    'library:back-up': ({ folder, thumbnails }) =>
      backUpTo({ database, libraryFolder, target: paths.find(folder), withThumbnails: thumbnails }),
    'library:import': async ({ folder }) => {
      const report = await importLibrary({ database, libraryFolder, from: paths.find(folder) })
      historyChanged()
      return report
    },
    'library:at-next-start': async ({ task }) => {
      if (task === null) return planForNextStart(libraryFolder, null)
      if (task.kind === 'restore')
        return planForNextStart(libraryFolder, { kind: 'restore', from: paths.find(task.backup) })
      if (!start.canMove) throw new AppError('invalid-request', 'LIGHTBENCH_HOME names this library; change it there.')
      const to = paths.find(task.folder)
      await requireEmpty(to)
      planForNextStart(libraryFolder, { kind: 'move', to })
    },
  }
}
