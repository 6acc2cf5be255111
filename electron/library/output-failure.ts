import { AppError } from '../../shared/errors.ts'
import { systemCode } from './file-system.ts'

const fullCodes = new Set(['ENOSPC', 'EDQUOT'])
/** The process, not the folder, is out of something; such a failure is a bug of ours. */
const ownCodes = new Set(['EMFILE', 'ENFILE', 'ENOMEM', 'EBADF'])

const reasons: Readonly<Record<string, string>> = {
  EROFS: 'it is read-only',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  ENOENT: 'it is not there, or cannot be made',
  ENOTDIR: 'it, or a folder above it, is a file',
  EEXIST: 'a file has its name',
  EIO: 'the drive reports an error',
  EXDEV: 'it lies on another drive',
  ENAMETOOLONG: 'its path is too long',
  EBUSY: 'another program is using it',
  EFBIG: 'the drive takes no file that large',
  EISDIR: 'a folder has the name of the file',
}

/** Turns a failed disk call into `disk-full` or `output-unwritable`; anything that is not one is handed back as it is. */
export function outputFailure(thrown: unknown, folder: string): unknown {
  const code = systemCode(thrown)
  if (thrown instanceof AppError || code === null || ownCodes.has(code)) return thrown
  if (fullCodes.has(code)) {
    return new AppError('disk-full', `The drive of the folder ${folder} is full.`, { cause: thrown })
  }
  const reason = reasons[code] ?? `the system says ${code}`
  return new AppError('output-unwritable', `The folder ${folder} cannot be written: ${reason}.`, { cause: thrown })
}

/** Runs disk calls for one folder; what fails is thrown as `outputFailure` words it. */
export async function writingTo<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw outputFailure(thrown, folder)
  }
}
