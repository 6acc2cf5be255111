import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openLockFile, type FileLock } from './lock-file.ts'

/**
 * Says that this process has the library open, until released; it ends with the process however that dies. Any number
 * of processes may. Throws `library-busy` while the library is being replaced or moved.
 */
export function holdPresence(libraryFolder: string): FileLock {
  const lock = openLockFile(presenceFile(libraryFolder), 'shared')
  if (lock !== null) return lock
  throw new AppError('library-busy', `The library in ${libraryFolder} is being restored or moved.`)
}

/** Keeps every other process out of the library; null while one has it open. */
export function takeAlone(libraryFolder: string): FileLock | null {
  return openLockFile(presenceFile(libraryFolder), 'exclusive')
}

/** For whoever takes a lock and may fail before handing it on. */
export function releasingOnFailure<T>(lock: FileLock, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}

function presenceFile(libraryFolder: string): string {
  return join(libraryFolder, 'presence.db')
}
