import { setTimeout as wait } from 'node:timers/promises'
import { dirname } from 'node:path'
import { discardOnFailure, syncFolder } from './durable-file.ts'
import { type FileSystem, systemCode } from './file-system.ts'

/** Virus scanners and indexers on Windows hold a new file open for a moment. */
const busyCodes = new Set(['EBUSY', 'EPERM', 'EACCES'])
const busyPausesMs = [10, 20, 50, 100, 200, 400]

/** FAT, exFAT and several network drives know no second name for a file; each system says so in its own way. */
const linklessCodes = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EINVAL',
  'EISDIR',
  'UNKNOWN',
  'EACCES',
])

/**
 * Gives a synced file its final name, durably, and never replaces anything: false when the name is taken. On success the
 * temporary name may still be there as a second name. On failure the final name is gone again.
 */
export async function placeNew(fileSystem: FileSystem, temporary: string, path: string): Promise<boolean> {
  const linked = await tryLink(fileSystem, temporary, path)
  if (linked === 'unsupported') return placeWithoutLink(fileSystem, temporary, path)
  if (linked === 'taken') return false
  await discardOnFailure(fileSystem, path, () => syncFolder(fileSystem, dirname(path)))
  return true
}

/** Replaces a file in one step, waiting out programs that hold it on Windows. */
export async function replace(fileSystem: FileSystem, temporary: string, path: string): Promise<void> {
  for (const pauseMs of fileSystem.isWindows ? busyPausesMs : []) {
    try {
      await fileSystem.rename(temporary, path)
      return
    } catch (thrown) {
      if (!busyCodes.has(systemCode(thrown) ?? '')) throw thrown
      await wait(pauseMs)
    }
  }
  await fileSystem.rename(temporary, path)
}

async function tryLink(
  fileSystem: FileSystem,
  temporary: string,
  path: string,
): Promise<'linked' | 'taken' | 'unsupported'> {
  try {
    await fileSystem.link(temporary, path)
    return 'linked'
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === 'EEXIST') return (await isOneFile(fileSystem, temporary, path)) ? 'linked' : 'taken'
    if (code !== null && linklessCodes.has(code)) return 'unsupported'
    throw thrown
  }
}

/**
 * An empty file holds the name while the whole one is moved over it. Only a drive that dies in between leaves it, empty:
 * never a file with some of the bytes.
 */
async function placeWithoutLink(fileSystem: FileSystem, temporary: string, path: string): Promise<boolean> {
  try {
    const placeholder = await fileSystem.open(path, 'wx')
    await discardOnFailure(fileSystem, path, () => placeholder.close())
  } catch (thrown) {
    if (systemCode(thrown) === 'EEXIST') return false
    throw thrown
  }
  const [moved] = await Promise.allSettled([replace(fileSystem, temporary, path)])
  if (moved.status === 'rejected') {
    await Promise.allSettled([removeIfEmpty(fileSystem, path)])
    throw moved.reason
  }
  const [synced] = await Promise.allSettled([syncFolder(fileSystem, dirname(path))])
  if (synced.status === 'fulfilled') return true
  await Promise.allSettled([fileSystem.rename(path, temporary)])
  throw synced.reason
}

/** A network drive may repeat a call whose answer was lost and then find the name taken by the call itself. */
async function isOneFile(fileSystem: FileSystem, temporary: string, path: string): Promise<boolean> {
  const [ours, there] = await Promise.all([fileSystem.lstat(temporary), fileSystem.lstat(path)])
  return ours.ino !== 0n && ours.ino === there.ino && ours.dev === there.dev
}

/** A move that failed in words may have happened after all; then the name holds the result and must stay. */
async function removeIfEmpty(fileSystem: FileSystem, path: string): Promise<void> {
  const { size } = await fileSystem.lstat(path)
  if (size === 0n) await fileSystem.unlink(path)
}
