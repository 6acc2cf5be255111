import type { ReviewChange } from '../../shared/ipc/history-inputs.ts'
import type { Binned, Reviewed } from '../../shared/ipc/history-rows.ts'
import type { Database } from '../history/database.ts'
import type { FileSystem } from '../library/file-system.ts'
import { createKeyedQueue } from '../library/keyed-queue.ts'
import { createBin } from './bin/bin.ts'
import { carryOut, changeReviews } from './change-reviews.ts'
import { changeToUndo, unfinishedChanges } from './changes.ts'
import { undoReviews } from './undo-reviews.ts'

/** What a person makes of results. Everything here can be undone, once each, and nothing of it is ever sent anywhere. */
export interface Reviews {
  change(outputs: readonly string[], change: ReviewChange): Promise<Reviewed>
  bin(outputs: readonly string[]): Promise<Binned>
  undo(id: string): Promise<void>
  /** Finishes what a process left that died in the middle of a change. */
  recover(): Promise<void>
  /** Resolves when everything that was asked for is done. */
  settled(): Promise<void>
  /** Frees what results in the bin take in the library; the app cannot put them back any more then. */
  forgetBinned(): Promise<void>
}

interface Dependencies {
  readonly database: Database
  readonly fileSystem: FileSystem
  readonly libraryFolder: string
  readonly moveToBin: (path: string) => Promise<void>
  readonly now: () => Date
  /** Told after each change; `hasFiles` where files came or went. */
  readonly onChanged: (hasFiles: boolean) => void
}

export function createReviews(dependencies: Dependencies): Reviews {
  const { database, now, onChanged } = dependencies
  const bin = createBin(dependencies)
  // What a change was before must still be so when it is carried out.
  const queue = createKeyedQueue()
  const at = (): string => now().toISOString()
  return {
    change: (outputs, change) => inTurn(false, () => changeReviews(database, { outputs, change, at: at() })),
    bin: (outputs) => inTurn(true, () => bin.move(outputs)),
    undo: async (id) => {
      const { kind } = changeToUndo(database, id)
      await inTurn(kind === 'bin', () => {
        // Asked again in its turn: an impatient hand undoes twice.
        const change = changeToUndo(database, id)
        return kind === 'bin' ? bin.putBack(change) : undoReviews(database, change, at())
      })
    },
    recover: async () => {
      const isWhole = [...unfinishedChanges(database, 'review'), ...unfinishedChanges(database, 'bin')].length === 0
      if (isWhole) return queue.run('reviews', () => bin.tidy())
      await inTurn(true, async () => {
        for (const change of unfinishedChanges(database, 'review')) await carryOut(database, change, at())
        await bin.tidy()
      })
    },
    settled: () => queue.run('reviews', () => Promise.resolve()),
    forgetBinned: () => queue.run('reviews', () => bin.forgetAll()),
  }

  function inTurn<T>(hasFiles: boolean, work: () => Promise<T>): Promise<T> {
    return queue.run('reviews', async () => {
      try {
        return await work()
      } finally {
        onChanged(hasFiles)
      }
    })
  }
}
