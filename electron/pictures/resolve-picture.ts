import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { systemCode } from '../library/file-system.ts'

/** A file as it is now. */
export interface FileStamp {
  /** Real path; no link leads there. */
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
}

/**
 * Follows links to the file itself. Throws `file-missing`, or `file-unreadable` for what is no regular file, may not be
 * read, or has come to lie outside the folder it was added with.
 */
export async function resolvePicture(path: string, root: string | null): Promise<FileStamp> {
  try {
    const real = await realpath(path)
    if (root !== null && !isInside(root, real)) {
      throw new AppError('file-unreadable', 'The file is a link that leads out of the folder it was added with.')
    }
    const facts = await stat(real)
    if (!facts.isFile()) throw new AppError('file-unreadable', 'It is not a file any more.')
    return { path: real, bytes: facts.size, modifiedMs: facts.mtimeMs }
  } catch (thrown) {
    throw asMissing(thrown)
  }
}

/** Turns a failed look at a file into `file-missing` or `file-unreadable`; anything else is handed back as it is. */
export function asMissing(thrown: unknown): unknown {
  const code = systemCode(thrown)
  if (code === null) return thrown
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('file-missing', 'The file is not there any more.', { cause: thrown })
  }
  return new AppError('file-unreadable', `The file cannot be read: the system says ${code}.`, { cause: thrown })
}

function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
