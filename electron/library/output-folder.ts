import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { systemCode } from './file-system.ts'
import { outputFailure } from './output-failure.ts'

/**
 * Refuses a folder results could hardly be written to before anybody is asked to pay for them. Makes nothing: where the
 * folder is not there yet, the nearest one above it is looked at. The run itself tries for certain.
 */
export async function checkOutputFolder(folder: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    try {
      const isFolder = (await stat(path)).isDirectory()
      if (!isFolder)
        throw new AppError('output-unwritable', `The folder ${folder} cannot be written: ${path} is a file.`)
      await access(path, constants.W_OK)
      return
    } catch (thrown) {
      if (systemCode(thrown) !== 'ENOENT' || path === dirname(path)) throw outputFailure(thrown, folder)
    }
  }
}
