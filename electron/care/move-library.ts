import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { takeAlone } from '../history/presence.ts'
import { openDatabase } from '../history/database.ts'
import { systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { movedNote } from '../settings/library-place.ts'
import { requireEmpty } from './copy-library.ts'

interface Moving {
  readonly libraryFolder: string
  /** Absolute; must be empty or not there. */
  readonly target: string
  /** The folder a start looks in when nothing else is said; gets a note. Null where the environment names the library. */
  readonly usual: string | null
}

/** Not part of what is moved: files of the process that moves it, or of this very folder. */
const notMoved = new Set([
  'presence.db',
  'presence.db-journal',
  'lease.db',
  'lease.db-journal',
  'lease.json',
  'logs',
  'window',
  'next-start.json',
  movedNote,
])

/**
 * Moves a library to another folder and leaves a note where a start looks for it. On the same drive it is renamed;
 * otherwise it is copied, the copy is proven, and only then the old one goes. Throws `library-busy` while any process
 * has it open; a failure leaves it where it was.
 */
export async function moveLibrary({ libraryFolder, target, usual }: Moving): Promise<void> {
  refuseInside(libraryFolder, target)
  await requireEmpty(target)
  const alone = takeAlone(libraryFolder)
  if (alone === null)
    throw new AppError('library-busy', `The library in ${libraryFolder} is open in another Lightbench.`)
  try {
    await writingTo(target, () => mkdir(target, { recursive: true, mode: 0o700 }))
    const names = (await readdir(libraryFolder)).filter((name) => !notMoved.has(name))
    const isOnSameDrive = await renameAll(names, { from: libraryFolder, to: target })
    if (!isOnSameDrive) await copyAll(names, { from: libraryFolder, to: target })
    if (usual !== null) await leaveNote(usual, target)
    if (!isOnSameDrive) await removeAll(names, libraryFolder)
  } finally {
    alone.release()
  }
}

interface Way {
  readonly from: string
  readonly to: string
}

/** The database goes last: until then the old folder is the library. False on another drive, with nothing changed. */
async function renameAll(names: readonly string[], { from, to }: Way): Promise<boolean> {
  const ordered = names.toSorted(
    (left, right) => Number(left.startsWith('library.db')) - Number(right.startsWith('library.db')),
  )
  const done: string[] = []
  try {
    for (const name of ordered) {
      await rename(join(from, name), join(to, name))
      done.push(name)
    }
    return true
  } catch (thrown) {
    for (const name of done.toReversed()) await rename(join(to, name), join(from, name))
    if (systemCode(thrown) === 'EXDEV') return false
    throw new AppError('output-unwritable', `The library cannot be moved to ${to}.`, { cause: thrown })
  }
}

async function copyAll(names: readonly string[], { from, to }: Way): Promise<void> {
  try {
    await writingTo(to, async () => {
      for (const name of names)
        await cp(join(from, name), join(to, name), { recursive: true, preserveTimestamps: true })
    })
    // Proves that what arrived is a whole library.
    openDatabase({ path: join(to, 'library.db'), backUp: () => undefined }).close()
  } catch (thrown) {
    await removeAll(names, to)
    throw thrown
  }
}

async function removeAll(names: readonly string[], folder: string): Promise<void> {
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true })
}

async function leaveNote(usual: string, folder: string): Promise<void> {
  if (usual === folder) return rm(join(usual, movedNote), { force: true })
  await writingTo(usual, async () => {
    await mkdir(usual, { recursive: true, mode: 0o700 })
    const note = join(usual, movedNote)
    await writeFile(`${note}.new`, `${JSON.stringify({ folder }, null, 2)}\n`, { mode: 0o600 })
    await rename(`${note}.new`, note)
  })
}

function refuseInside(folder: string, target: string): void {
  const way = relative(folder, target)
  if (way !== '' && (way.startsWith('..') || dirname(target) === target || way.includes(':'))) return
  throw new AppError('invalid-request', `${target} lies in the library itself; name another folder.`)
}
