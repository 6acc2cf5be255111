import { lstat } from 'node:fs/promises'
import { extname } from 'node:path'
import { pictureFormats } from '../../shared/domain/picture.ts'
import { AppError } from '../../shared/errors.ts'
import type { Outputs } from '../history/outputs.ts'
import { asMissing } from '../pictures/resolve-picture.ts'

/**
 * The path of a result that may be handed to the system: one of ours, in its place, a plain file that calls itself a
 * picture. Throws `invalid-request`, `file-missing` or `file-unreadable`.
 */
export async function findShownOutput(outputs: Pick<Outputs, 'get'>, id: string): Promise<string> {
  const output = outputs.get(id)
  if (output === null || output.state !== 'published') throw new AppError('invalid-request', 'There is no such result.')
  const { path, format } = output
  if (extname(path).toLowerCase() !== `.${pictureFormats[format].extension}`) {
    throw new AppError('invalid-request', 'The result is not a picture by its name, and is not opened.')
  }
  if (!(await isPlainFile(path))) throw new AppError('file-unreadable', 'It is not a file any more.')
  return path
}

async function isPlainFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile()
  } catch (thrown) {
    throw asMissing(thrown)
  }
}
