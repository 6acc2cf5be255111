import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { systemCode } from '../../library/file-system.ts'

/** The absolute path of a folder that was typed. Nothing is no folder: it mostly is a variable a script never filled. */
export function namedFolder(workingFolder: string, typed: string): string {
  if (typed !== '') return resolve(workingFolder, typed)
  throw new AppError('invalid-request', 'The name of a folder is empty; the current one is “.”.')
}

/** For folders that are searched: a mistyped one would look like one with nothing in it. Throws `file-missing`. */
export async function namedFoldersThere(workingFolder: string, typed: readonly string[]): Promise<string[]> {
  const folders = typed.map((folder) => namedFolder(workingFolder, folder))
  for (const folder of folders) {
    const reason = await stat(folder).then(() => null, systemCode)
    if (reason !== null) throw new AppError('file-missing', `${folder} cannot be searched: ${reason}.`)
  }
  return folders
}
