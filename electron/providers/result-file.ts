import { createHash } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import { systemCode } from '../library/file-system.ts'

export interface WrittenFile {
  readonly bytes: number
  readonly sha256: string
}

/**
 * Writes chunks to a file that must not exist, and removes it again when anything fails. Failures of the disk are
 * `disk-full` or `output-unwritable`; what `chunks` throws is passed on.
 */
export async function writeNewFile(
  target: string,
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
): Promise<WrittenFile> {
  const file = await open(target, 'wx').catch(rethrowAsDiskFailure)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await file.writeFile(measured())
    await file.close()
    return { bytes, sha256: hash.digest('hex') }
  } catch (thrown) {
    await file.close().catch(() => undefined) // What went wrong before is what counts.
    await rm(target, { force: true })
    return rethrowAsDiskFailure(thrown)
  }

  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length
      hash.update(chunk)
      yield chunk
    }
  }
}

function rethrowAsDiskFailure(thrown: unknown): never {
  const code = systemCode(thrown)
  if (code === null) throw thrown
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new AppError('disk-full', 'The disk is full; the result was not written.', { cause: thrown })
  }
  throw new AppError('output-unwritable', `The result cannot be written there (${code}).`, { cause: thrown })
}
