import { randomBytes } from 'node:crypto'
import { dirname, join, relative, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type FileSystem, type OpenFile, systemCode } from './file-system.ts'

const temporaryName = /^\.lightbench-[0-9a-f]{24}\.part$/

/** A path in `folder` that no file has and no other call is given. */
export function temporaryPath(folder: string): string {
  return join(folder, `.lightbench-${randomBytes(12).toString('hex')}.part`)
}

export function isTemporaryName(name: string): boolean {
  return temporaryName.test(name)
}

/** Makes a folder with its parents, and makes sure that their names survive a power cut. */
export async function ensureFolder(fileSystem: FileSystem, folder: string, mode?: number): Promise<void> {
  const first = await fileSystem.makeFolder(folder, mode)
  if (first === undefined) return
  const depth = relative(dirname(first), folder).split(sep).length
  let made = folder
  for (let level = 0; level < depth; level += 1) {
    made = dirname(made)
    await syncFolder(fileSystem, made)
  }
}

/**
 * Writes a new file whole: exclusive create, every byte accepted, synced, size checked. When any of it fails the file
 * is removed and the failure thrown.
 */
export async function writeNewFile(
  fileSystem: FileSystem,
  path: string,
  content: { readonly bytes: Uint8Array; readonly mode?: number },
): Promise<void> {
  const file = await fileSystem.open(path, 'wx', content.mode)
  await discardOnFailure(fileSystem, path, async () => {
    await closing(file, async () => {
      await writeAll(file, content.bytes)
      await file.sync()
      await checkSize(file, content.bytes.length, path)
    })
  })
}

/**
 * Makes sure that a file somebody else wrote lies on the disk with the size it should have. When the sync fails or the
 * size is another, nobody knows what the disk holds, so the file is removed and the failure thrown.
 */
export async function syncFile(fileSystem: FileSystem, path: string, bytes: number): Promise<void> {
  // Windows syncs only what is open for writing.
  const file = await fileSystem.open(path, 'r+')
  await discardOnFailure(fileSystem, path, async () => {
    await closing(file, async () => {
      await file.sync()
      await checkSize(file, bytes, path)
    })
  })
}

/** Makes the names in a folder durable. */
export async function syncFolder(fileSystem: FileSystem, folder: string): Promise<void> {
  // Windows cannot open a folder for syncing; NTFS journals names by itself.
  if (fileSystem.isWindows) return
  const handle = await fileSystem.open(folder, 'r')
  await closing(handle, () => handle.sync())
}

/** Replaces a file of Lightbench's own (never a picture) in one step: readers see the old bytes or the new ones. */
export async function replaceFile(fileSystem: FileSystem, path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  const temporary = temporaryPath(folder)
  await writeNewFile(fileSystem, temporary, { bytes, mode: 0o600 })
  await discardOnFailure(fileSystem, temporary, () => fileSystem.rename(temporary, path))
  await syncFolder(fileSystem, folder)
}

/** Goes on after short writes, which a nearly full disk answers with before it refuses. */
export async function writeAll(file: OpenFile, bytes: Uint8Array, start = 0): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, start + written)
    if (bytesWritten <= 0) throw new AppError('output-unwritable', 'The drive stopped taking bytes without saying why.')
    written += bytesWritten
  }
}

/** Removes a file; one that is gone already is as good. */
export async function removeIfThere(fileSystem: FileSystem, path: string): Promise<void> {
  try {
    await fileSystem.unlink(path)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
  }
}

/** Closes a file after `work`; the failure of the work is the one that is told. */
export async function closing<T>(file: OpenFile, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work()])
  const [closed] = await Promise.allSettled([file.close()])
  if (outcome.status === 'rejected') throw outcome.reason
  // A network drive may report only here that it kept nothing.
  if (closed.status === 'rejected') throw closed.reason
  return outcome.value
}

/** Removes `path` when `work` fails and throws that failure, even where the removal fails as well. */
export async function discardOnFailure<T>(fileSystem: FileSystem, path: string, work: () => Promise<T>): Promise<T> {
  const [outcome] = await Promise.allSettled([work()])
  if (outcome.status === 'fulfilled') return outcome.value
  await Promise.allSettled([fileSystem.unlink(path)])
  throw outcome.reason
}

/** Throws when the drive kept more or less than was written. */
export async function checkSize(file: OpenFile, bytes: number, path: string): Promise<void> {
  const { size } = await file.stat({ bigint: true })
  if (size !== BigInt(bytes)) {
    throw new AppError('output-unwritable', `The drive kept ${size} of ${bytes} bytes of ${path}.`)
  }
}
