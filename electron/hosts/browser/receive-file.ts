import { open, utimes } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { discardOnFailure, writeAll } from '../../library/durable-file.ts'
import { makeFolder, nodeFileSystem, systemCode } from '../../library/file-system.ts'
import { writingTo } from '../../library/output-failure.ts'
import { numbered, safeSegments } from './import-path.ts'

export interface ReceivedFile {
  /** Below what was dropped, as the page says it. */
  readonly relativePath: string
  readonly modifiedMs: number
  readonly pieces: AsyncIterable<Uint8Array>
  /** What the request announced, null where it did not. */
  readonly bytes: number | null
  readonly onPiece?: (bytes: number) => void
}

const maxSameName = 1_000

/**
 * Writes a file below `folder`, replacing nothing: a name that is taken gets a number. What does not arrive whole leaves
 * no file. Resolves with the name at the top of `folder` that leads to it. Throws `disk-full` and `output-unwritable`, and refuses paths as `safeSegments` does.
 */
export async function receiveFile(folder: string, file: ReceivedFile): Promise<string> {
  const segments = safeSegments(file.relativePath)
  const parent = join(folder, ...segments.slice(0, -1))
  return writingTo(parent, async () => {
    await makeFolder(parent, 0o700)
    const { path, handle } = await createNew(parent, segments.at(-1) ?? '')
    await discardOnFailure(nodeFileSystem, path, async () => {
      await using _closing = handle
      let written = 0
      for await (const piece of file.pieces) {
        await writeAll(handle, piece, written)
        written += piece.length
        file.onPiece?.(piece.length)
      }
      if (file.bytes !== null && written !== file.bytes) throw new AppError('cancelled', 'The file broke off.')
      await handle.sync()
    })
    await utimes(path, new Date(), new Date(file.modifiedMs))
    return segments.length > 1 ? segments[0] : basename(path)
  })
}

async function createNew(parent: string, name: string) {
  for (let number = 1; number <= maxSameName; number += 1) {
    const path = join(parent, number === 1 ? name : numbered(name, number))
    try {
      return { path, handle: await open(path, 'wx', 0o600) }
    } catch (thrown) {
      if (systemCode(thrown) !== 'EEXIST') throw thrown
    }
  }
  throw new AppError('output-unwritable', `There are too many files named ${name}.`)
}
