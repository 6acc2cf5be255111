import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Binned } from '../../../shared/ipc/history-rows.ts'
import type { Database } from '../../history/database.ts'
import { openLockFile, type FileLock } from '../../history/lock-file.ts'
import type { FileSystem } from '../../library/file-system.ts'
import { makeOwnFolder } from '../../library/make-own-folder.ts'
import { createPublisher } from '../../library/publish.ts'
import type { KeptChange } from '../changes.ts'
import { moveToBin } from './move-to-bin.ts'
import { putBack } from './put-back.ts'
import { pruneRemoved, recoverBin } from './recover-bin.ts'
import { createRemovedFiles } from './removed-files.ts'

/** Moves results to the system's bin and back. One process of a library at a time; `library-busy` for another. */
export interface Bin {
  move(outputIds: readonly string[]): Promise<Binned>
  putBack(change: KeptChange): Promise<void>
  /** Finishes what a process left that died, and forgets what is too old; does nothing while another is at it. */
  tidy(): Promise<void>
  /** Forgets all kept bytes, which no longer can be put back by the app. */
  forgetAll(): Promise<void>
}

interface Dependencies {
  readonly database: Database
  readonly fileSystem: FileSystem
  readonly libraryFolder: string
  readonly moveToBin: (path: string) => Promise<void>
  readonly now: () => Date
}

/** Where bytes of results that went to the bin are kept in a library. */
export function removedFolder(libraryFolder: string): string {
  return join(libraryFolder, 'removed')
}

export function createBin(dependencies: Dependencies): Bin {
  const { fileSystem, libraryFolder } = dependencies
  const folder = removedFolder(libraryFolder)
  const parts = {
    ...dependencies,
    removed: createRemovedFiles(fileSystem, folder),
    publisher: createPublisher(fileSystem),
  }
  return {
    move: (outputIds) => alone(() => moveToBin(parts, outputIds)),
    putBack: (change) => alone(() => putBack(parts, change)),
    tidy: async () => {
      const lock = takeLock(folder)
      if (lock === null) return
      await releasing(lock, async () => {
        await recoverBin(parts)
        await pruneRemoved(parts, false)
      })
    },
    forgetAll: () => alone(() => pruneRemoved(parts, true)),
  }

  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const lock = takeLock(folder)
    if (lock === null) {
      throw new AppError('library-busy', 'Another Lightbench is moving results of this library to the bin.')
    }
    return releasing(lock, work)
  }
}

/** The lock goes with its process, however that ends. */
function takeLock(folder: string): FileLock | null {
  makeOwnFolder(folder)
  return openLockFile(join(folder, 'lock.db'))
}

async function releasing<T>(lock: FileLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    lock.release()
  }
}
