import { open, stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors.ts'
import { pictureLimits } from '../limits.ts'

/** Reads a picture file whole. Its size is checked first, and nothing but a regular file is opened. */
export async function readPictureFile(path: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw new AppError('picture-refused', 'This is not a file.')
    const handle = await open(path, 'r')
    try {
      assertBytes((await handle.stat()).size)
      const bytes = await handle.readFile()
      assertBytes(bytes.length)
      return bytes
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    throw readFailure(thrown)
  }
}

function assertBytes(bytes: number): void {
  if (bytes <= pictureLimits.fileBytes) return
  const [size, limit] = [bytes, pictureLimits.fileBytes].map((value) => Math.ceil(value / 1024 / 1024))
  throw new AppError('picture-too-large', `The file has ${size} MB; the limit is ${limit} MB.`)
}

function readFailure(thrown: unknown): unknown {
  const code = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
  if (code === null || thrown instanceof AppError) return thrown
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('file-missing', 'The file is not there.', { cause: thrown })
  return new AppError('file-unreadable', `The file cannot be read: the system says ${code}.`, { cause: thrown })
}
