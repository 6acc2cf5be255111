import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { openLockFile, type FileLock } from './lock-file.ts'

/** In the folder of a library, it says that a move was begun that cannot be taken back. */
export const moveNote = 'moving.json'

/**
 * Says that this process has the library open, until released; it ends with the process however that dies. Any number
 * of processes may. Throws `library-busy` while the library is being replaced or moved.
 */
export function holdPresence(libraryFolder: string): FileLock {
  const lock = openLockFile(presenceFile(libraryFolder), 'shared')
  if (lock !== null) return releasingOnFailure(lock, () => refuseHalfMoved(libraryFolder, lock))
  throw new AppError('library-busy', `The library in ${libraryFolder} is being restored or moved.`)
}

/** Half of it may be elsewhere; what is left here would know too little of what was paid for. */
function refuseHalfMoved(libraryFolder: string, lock: FileLock): FileLock {
  if (!existsSync(join(libraryFolder, moveNote))) return lock
  throw new AppError('library-busy', `The library in ${libraryFolder} is being moved; the next start ends that.`)
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
