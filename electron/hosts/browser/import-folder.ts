import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { compareNatural } from '../../library/natural-order.ts'
import { HttpRefusal } from './http-refusal.ts'
import { isKnown, type KnownFile } from './known-files.ts'
import { safeSegments } from './import-path.ts'
import { receiveFile, type ReceivedFile } from './receive-file.ts'

/** What one page hands over at once. */
export interface ImportFolder {
  readonly arrived: { readonly files: number; readonly bytes: number }
  /** Which of these are there from an earlier time; they count as arrived. */
  know(files: readonly KnownFile[]): Promise<readonly boolean[]>
  receive(file: ReceivedFile): Promise<void>
  /** The paths at the top of the folder below which something arrived. */
  tops(): readonly string[]
  /** Takes nothing more; what is open breaks off and leaves no file. A new folder without any file is gone then. */
  close(): Promise<void>
}

interface Options {
  /** It was made for these files, and goes where none of them comes. */
  readonly isNew: boolean
  /** Called for each piece and each file. */
  readonly onProgress: () => void
  /** Called when nothing has come for so long that nothing may. */
  readonly onIdle: () => void
  readonly idleMs: number
}

export const maxImportFiles = 100_000

export function createImportFolder(folder: string, { isNew, onProgress, onIdle, idleMs }: Options): ImportFolder {
  const arrived = { files: 0, bytes: 0 }
  const open = new Set<Promise<string>>()
  const tops = new Set<string>()
  const stop = new AbortController()
  let idle = setTimeout(onIdle, idleMs)
  /** Silence begins anew: also a page that only asks is there. */
  const listen = (): void => {
    clearTimeout(idle)
    if (open.size === 0 && !stop.signal.aborted) idle = setTimeout(onIdle, idleMs)
  }
  return {
    arrived,
    tops: () => [...tops].toSorted(compareNatural).map((name) => join(folder, name)),
    know: async (files) => {
      const known: boolean[] = []
      for (const file of files) {
        const isThere = await isKnown(folder, file)
        if (isThere) note(safeSegments(file.relativePath)[0])
        known.push(isThere)
      }
      listen()
      onProgress()
      return known
    },
    receive: async (file) => {
      if (stop.signal.aborted) throw stopped()
      if (arrived.files + open.size >= maxImportFiles) throw new HttpRefusal(413, 'There are too many files.')
      clearTimeout(idle)
      const receiving = receiveFile(folder, { ...file, pieces: counted(file.pieces) })
      open.add(receiving)
      try {
        note(await receiving)
      } finally {
        open.delete(receiving)
        listen()
        onProgress()
      }
    },
    close: async () => {
      stop.abort(stopped())
      clearTimeout(idle)
      await Promise.allSettled(open)
      if (isNew && tops.size === 0) await rm(folder, { recursive: true, force: true })
    },
  }

  function note(top: string): void {
    tops.add(top)
    arrived.files += 1
  }

  async function* counted(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    for await (const piece of untilAborted(pieces, stop.signal)) {
      arrived.bytes += piece.length
      onProgress()
      yield piece
    }
  }
}

/** A piece that does not come is not waited for either. */
async function* untilAborted<T>(pieces: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T, void> {
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  aborted.catch(() => undefined) // Told by whatever waits for the next piece, if anything does.
  const onAbort = (): void => reject(stopped())
  signal.addEventListener('abort', onAbort, { once: true })
  const iterator: AsyncIterator<T, unknown> = pieces[Symbol.asyncIterator]()
  try {
    for (;;) {
      signal.throwIfAborted()
      const next = await Promise.race([iterator.next(), aborted])
      if (next.done === true) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

export function stopped(): AppError {
  return new AppError('cancelled', 'Adding these files was stopped.')
}
