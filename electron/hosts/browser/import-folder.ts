import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { compareNatural } from '../../library/natural-order.ts'
import { HttpRefusal } from './http-refusal.ts'
import { receiveFile, type ReceivedFile } from './receive-file.ts'

/** What one page hands over at once. */
export interface ImportFolder {
  readonly arrived: { readonly files: number; readonly bytes: number }
  receive(file: ReceivedFile): Promise<void>
  /** Waits for what is open; the paths at the top of the folder, which is gone where there are none. */
  finish(): Promise<readonly string[]>
  /** Takes nothing more and removes the folder with everything in it. */
  discard(): Promise<void>
}

interface Options {
  /** Called for each piece and each file. */
  readonly onProgress: () => void
  /** Called when nothing has come for so long that nothing will. */
  readonly onIdle: () => void
  readonly idleMs: number
}

export const maxImportFiles = 100_000

export function createImportFolder(folder: string, { onProgress, onIdle, idleMs }: Options): ImportFolder {
  const arrived = { files: 0, bytes: 0 }
  const open = new Set<Promise<void>>()
  let isOver = false
  let isDiscarded = false
  let idle = setTimeout(onIdle, idleMs)
  return {
    arrived,
    receive: async (file) => {
      if (isOver) throw stopped()
      if (arrived.files + open.size >= maxImportFiles) throw new HttpRefusal(413, 'There are too many files.')
      clearTimeout(idle)
      const receiving = receiveFile(folder, { ...file, pieces: counted(file.pieces) })
      open.add(receiving)
      try {
        await receiving
        arrived.files += 1
      } finally {
        open.delete(receiving)
        if (open.size === 0 && !isOver) idle = setTimeout(onIdle, idleMs)
        onProgress()
      }
    },
    finish: async () => {
      await close()
      const names = (await readdir(folder)).toSorted(compareNatural)
      if (names.length === 0) await rm(folder, { recursive: true, force: true })
      return names.map((name) => join(folder, name))
    },
    discard: async () => {
      isDiscarded = true
      await close()
      await rm(folder, { recursive: true, force: true })
    },
  }

  async function close(): Promise<void> {
    isOver = true
    clearTimeout(idle)
    await Promise.allSettled(open)
  }

  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    for await (const piece of pieces) {
      if (isDiscarded) throw stopped()
      arrived.bytes += piece.length
      onProgress()
      yield piece
    }
  }
}

export function stopped(): AppError {
  return new AppError('cancelled', 'Adding these files was stopped.')
}
