import { existsSync, realpathSync } from 'node:fs'
import { cp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { moveNote, takeAlone } from '../history/presence.ts'
import { replaceFile, syncFolder } from '../library/durable-file.ts'
import { makeFolder, nodeFileSystem, systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'
import { movedNote } from '../settings/library-place.ts'
import { copyProven } from './copy-proven.ts'
import { requireEmpty } from './copy-library.ts'
import { rewritePaths } from './rewrite-paths.ts'
import { readBegunMove, writeBegunMove, type BegunMove } from './move-journal.ts'

interface Moving {
  readonly libraryFolder: string
  /** Absolute; must be empty or not there, but for what an earlier library left behind. */
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
  moveNote,
  `${moveNote}.new`,
  movedNote,
  `${movedNote}.new`,
])

/** Where a copy waits in the new folder until it is whole, so that half a library is never taken for one. */
const arriving = 'arriving'

/**
 * Moves a library to another folder and leaves a note where it was and where a start looks for it. On the same drive it
 * is renamed; otherwise it is copied, the copy is proven, and only then the old one goes. Throws `library-busy` while
 * any process has it open; a failure leaves it where it was. A process that dies in the middle leaves either the whole
 * library where it was, or a move that `finishMove` ends.
 */
export async function moveLibrary({ libraryFolder, target, usual }: Moving): Promise<void> {
  refuseInside(libraryFolder, target)
  await requireEmpty(target, new Set([...notMoved, arriving]))
  await alone(libraryFolder, async () => {
    refuseNothing(libraryFolder)
    await writingTo(target, () => makeFolder(target, 0o700))
    await rm(join(target, arriving), { recursive: true, force: true })
    const isRenamed = await isOnSameDrive(libraryFolder, target)
    if (!isRenamed)
      await copyProven(await movedNames(libraryFolder), { from: libraryFolder, to: join(target, arriving) })
    const begun: BegunMove = { to: target, phase: isRenamed ? 'renaming' : 'arrived' }
    await writeBegunMove(libraryFolder, begun)
    await finish({ libraryFolder, usual }, begun)
  })
}

/**
 * Ends a move that a dying process left half done, and says where the library is now. Does nothing where none was
 * begun. Throws `output-unwritable` while the new folder cannot be used, and `library-busy` while another process moves.
 */
export async function finishMove({ libraryFolder, usual }: Omit<Moving, 'target'>): Promise<string> {
  if (readBegunMove(libraryFolder) === null) return libraryFolder
  return alone(libraryFolder, async () => {
    const begun = readBegunMove(libraryFolder)
    if (begun === null) return libraryFolder
    await finish({ libraryFolder, usual }, begun)
    return begun.to
  })
}

async function alone<T>(libraryFolder: string, work: () => Promise<T>): Promise<T> {
  const lock = takeAlone(libraryFolder)
  if (lock === null)
    throw new AppError('library-busy', `The library in ${libraryFolder} is open in another Lightbench.`)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** Every step may be done again: a name that arrived is not in its old place any more. */
async function finish({ libraryFolder, usual }: Omit<Moving, 'target'>, { to, phase }: BegunMove): Promise<void> {
  const from = phase === 'renaming' ? libraryFolder : join(to, arriving)
  await writingTo(to, async () => {
    for (const name of await movedNames(from)) await moveOne(join(from, name), join(to, name))
    await syncFolder(nodeFileSystem, to)
    await rm(join(to, movedNote), { force: true })
    rewritePaths({ from: [...new Set([libraryFolder, realPlace(libraryFolder)])], to })
    if (phase === 'arrived') await rm(from, { recursive: true, force: true })
  })
  if (usual !== null && usual !== libraryFolder && usual !== to) await leaveNote(usual, to)
  await leaveNote(libraryFolder, to)
  for (const name of await movedNames(libraryFolder))
    await rm(join(libraryFolder, name), { recursive: true, force: true })
  await writeBegunMove(libraryFolder, null)
}

/** One part may lie on a drive of its own. */
async function moveOne(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (thrown) {
    if (systemCode(thrown) !== 'EXDEV') throw thrown
    await cp(from, to, { recursive: true, preserveTimestamps: true })
    await rm(from, { recursive: true })
  }
}

async function movedNames(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !notMoved.has(name))
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return []
    throw thrown
  }
}

/** Tried with a file nobody misses, because drives are not to be told from paths. */
async function isOnSameDrive(libraryFolder: string, target: string): Promise<boolean> {
  const probe = `${moveNote}.new`
  await writingTo(libraryFolder, () => writeFile(join(libraryFolder, probe), ''))
  try {
    await rename(join(libraryFolder, probe), join(target, probe))
    return true
  } catch (thrown) {
    if (systemCode(thrown) === 'EXDEV') return false
    throw new AppError('output-unwritable', `The library cannot be moved to ${target}.`, { cause: thrown })
  } finally {
    for (const folder of [libraryFolder, target]) await rm(join(folder, probe), { force: true })
  }
}

async function leaveNote(folder: string, to: string): Promise<void> {
  await writingTo(folder, async () => {
    await makeFolder(folder, 0o700)
    await replaceFile(
      nodeFileSystem,
      join(folder, movedNote),
      Buffer.from(`${JSON.stringify({ folder: to }, null, 2)}\n`),
    )
  })
}

function refuseNothing(libraryFolder: string): void {
  if (existsSync(join(libraryFolder, 'library.db'))) return
  throw new AppError('file-missing', `There is no library in ${libraryFolder}.`)
}

function refuseInside(folder: string, target: string): void {
  const way = relative(realPlace(folder), realPlace(target))
  if (way.split(/[\\/]/)[0] === '..' || isAbsolute(way)) return
  throw new AppError('invalid-request', `${target} lies in the library itself; name another folder.`)
}

/** Where a path leads, through links, though its end may not be there yet. */
function realPlace(path: string): string {
  const parent = dirname(path)
  if (existsSync(path) || parent === path) return existsSync(path) ? realpathSync(path) : path
  return resolve(realPlace(parent), relative(parent, path))
}
