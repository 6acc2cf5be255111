import { AppError } from '../../shared/errors.ts'
import { type FileSystem, systemCode } from './file-system.ts'
import { outputFailure } from './output-failure.ts'

/**
 * The folder for the results of one run. Where its drive goes, its name may still be there, empty, on the drive below;
 * what is written there is out of sight as soon as the drive is back.
 */
export interface OutputRoot {
  /** Takes the folder as it is now for the right one. Throws as `check` does where it is not there. */
  remember(): Promise<void>
  /**
   * Throws `output-unwritable` where the folder is not there, or not on the drive it was remembered on. It is never made
   * here: that is for the start of a run.
   */
  check(): Promise<void>
}

export function createOutputRoot(fileSystem: Pick<FileSystem, 'stat'>, folder: string): OutputRoot {
  let known: bigint | null = null
  return {
    remember: async () => {
      known = await driveOf(fileSystem, folder)
    },
    check: async () => {
      const drive = await driveOf(fileSystem, folder)
      if (known === null || drive === known) return
      throw new AppError('output-unwritable', `The drive of the folder ${folder} is not there any more.`)
    },
  }
}

async function driveOf(fileSystem: Pick<FileSystem, 'stat'>, folder: string): Promise<bigint> {
  try {
    const found = await fileSystem.stat(folder)
    if (found.isDirectory()) return found.dev
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw outputFailure(thrown, folder)
    const message = `The folder ${folder} is not there any more. Connect its drive, or make the folder again.`
    throw new AppError('output-unwritable', message, { cause: thrown })
  }
  throw new AppError('output-unwritable', `The folder ${folder} cannot be written: a file has its name.`)
}
