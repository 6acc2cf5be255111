import { dirname, extname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import {
  checkSize,
  closing,
  discardOnFailure,
  ensureFolder,
  removeIfThere,
  syncFile,
  temporaryPath,
  writeAll,
} from '../library/durable-file.ts'
import type { FileSystem } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { placeNew } from '../library/place-file.ts'

export interface ReportPlace {
  /** Absolute. */
  readonly path: string
  /** Where the name is taken: say so, or take the next free one. Nothing is ever replaced. */
  readonly ifThere: 'refuse' | 'number'
  /** Makes the folder where it is not there; left out, that is refused. */
  readonly makesFolder?: boolean
}

/** Parts are gathered into writes of about this size. */
const blockBytes = 1024 * 1024
const mostNumbers = 10_000

/**
 * Makes a file that shows whole under its name or not at all: written under a temporary name in the same folder, synced,
 * then named without replacing anything. Throws `disk-full`, `output-unwritable`, or `invalid-request` where the name is
 * taken. Returns its path.
 */
export function makeReportFile(
  fileSystem: FileSystem,
  place: ReportPlace,
  write: (temporary: string) => Promise<number>,
): Promise<string> {
  const folder = dirname(place.path)
  return writingTo(folder, async () => {
    if (place.makesFolder === true) await ensureFolder(fileSystem, folder)
    const temporary = temporaryPath(folder)
    return await discardOnFailure(fileSystem, temporary, async () => {
      const bytes = await write(temporary)
      await syncFile(fileSystem, temporary, bytes)
      const path = await nameIt(fileSystem, temporary, place)
      await removeIfThere(fileSystem, temporary)
      return path
    })
  })
}

/** Writes parts one after another to a new file and returns its size. An aborted signal ends it with its reason. */
export async function writeParts(
  fileSystem: FileSystem,
  path: string,
  { parts, signal }: { readonly parts: Iterable<string> | AsyncIterable<string>; readonly signal: AbortSignal },
): Promise<number> {
  const file = await fileSystem.open(path, 'wx')
  return await closing(file, async () => {
    let waiting: string[] = []
    let [length, bytes] = [0, 0]
    const flush = async (): Promise<void> => {
      const block = Buffer.from(waiting.join(''))
      await writeAll(file, block, bytes)
      bytes += block.length
      ;[waiting, length] = [[], 0]
    }
    for await (const part of parts) {
      signal.throwIfAborted()
      waiting.push(part)
      length += part.length
      if (length >= blockBytes) await flush()
    }
    signal.throwIfAborted()
    await flush()
    await checkSize(file, bytes, path)
    return bytes
  })
}

async function nameIt(fileSystem: FileSystem, temporary: string, { path, ifThere }: ReportPlace): Promise<string> {
  if (await placeNew(fileSystem, temporary, path)) return path
  if (ifThere === 'refuse') throw refuseTaken(path)
  const extension = extname(path)
  const stem = path.slice(0, path.length - extension.length)
  for (let number = 2; number < mostNumbers; number += 1) {
    const next = `${stem} (${number})${extension}`
    if (await placeNew(fileSystem, temporary, next)) return next
  }
  throw refuseTaken(path)
}

export function refuseTaken(path: string): AppError {
  return new AppError('invalid-request', `${path} is there already; a report replaces no file.`)
}
