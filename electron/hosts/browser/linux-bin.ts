import { lstat, mkdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { copyToNewFile } from '../../library/copy-file.ts'
import { removeIfThere, syncFolder, writeNewFile } from '../../library/durable-file.ts'
import { type FileSystem, systemCode } from '../../library/file-system.ts'
import { placeNew } from '../../library/place-file.ts'

// The bin of Linux desktops, as the Trash specification of freedesktop.org describes it (version 1.0). No desktop need run.

export interface LinuxBinOptions {
  readonly fileSystem: FileSystem
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly userId: number
  readonly now: () => Date
}

interface Bin {
  readonly folder: string
  /** Paths are told from here; null for whole ones. */
  readonly top: string | null
}

const mostNames = 10_000

/**
 * Moves a file to the bin of its drive, or to that in the user's own folder where its drive cannot have one. Any file
 * manager shows it there and can put it back. Throws `bin-refused`, and then the file is where it was.
 */
export async function moveToLinuxBin(path: string, options: LinuxBinOptions): Promise<void> {
  try {
    const bin = await binFor(path, options)
    const name = await claimName(bin, path, options)
    await moveInto(bin, { path, name }, options.fileSystem)
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === null) throw thrown
    throw new AppError('bin-refused', `The bin does not take ${basename(path)}: the system says ${code}.`, {
      cause: thrown,
    })
  }
}

async function binFor(path: string, options: LinuxBinOptions): Promise<Bin> {
  const home = { folder: await readyBin(homeBin(options.environment)), top: null }
  const { dev } = await lstat(path)
  if ((await stat(home.folder)).dev === dev) return home
  const top = await topOf(path, dev)
  return (await driveBin(top, options.userId)) ?? home
}

/** An entry that is no whole path does not count, says the specification. */
function homeBin({ XDG_DATA_HOME: data = '' }: LinuxBinOptions['environment']): string {
  return join(isAbsolute(data) ? data : join(homedir(), '.local', 'share'), 'Trash')
}

async function readyBin(folder: string): Promise<string> {
  for (const part of ['files', 'info']) await mkdir(join(folder, part), { recursive: true, mode: 0o700 })
  return folder
}

/** The highest folder above a path that lies on the same drive. */
async function topOf(path: string, dev: number): Promise<string> {
  let top = dirname(path)
  while (dirname(top) !== top && (await stat(dirname(top))).dev === dev) top = dirname(top)
  return top
}

/** The bin of a drive: one its owner made for all users, else the user's own. null where neither can be had. */
async function driveBin(top: string, userId: number): Promise<Bin | null> {
  try {
    const shared = join(top, '.Trash')
    const own = join(top, `.Trash-${userId}`)
    const folder = (await isSharedBin(shared)) ? join(shared, String(userId)) : own
    if (folder === own) await refuseLink(own)
    return { folder: await readyBin(folder), top }
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return null
  }
}

/** One that is a link, or whose files anybody may take away, must not be used. */
async function isSharedBin(folder: string): Promise<boolean> {
  const sticky = 0o1000
  try {
    const facts = await lstat(folder)
    return facts.isDirectory() && (facts.mode & sticky) !== 0
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    return false
  }
}

/** Somebody else may have made it, to be handed the files of others. */
async function refuseLink(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!(await lstat(folder)).isDirectory()) throw systemFailure('It is a link', 'ENOTDIR')
}

/** Writes where the file came from, under a name that is free; by that the name is taken. */
async function claimName({ folder, top }: Bin, path: string, { fileSystem, now }: LinuxBinOptions): Promise<string> {
  const extension = extname(path)
  const stem = basename(path, extension)
  const bytes = Buffer.from(describe(top === null ? path : relative(top, path), now()))
  for (let number = 1; number <= mostNames; number += 1) {
    const name = number === 1 ? `${stem}${extension}` : `${stem}.${number}${extension}`
    try {
      await writeNewFile(fileSystem, infoOf(folder, name), { bytes, mode: 0o600 })
      return name
    } catch (thrown) {
      if (systemCode(thrown) !== 'EEXIST') throw thrown
    }
  }
  throw new AppError('bin-refused', `The bin holds too many files with the name ${basename(path)}.`)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** What lies beside a file in the bin; the time is that of the user. */
function describe(path: string, at: Date): string {
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')
  const encoded = path.split(sep).map(encodeURIComponent).join('/')
  return `[Trash Info]\nPath=${encoded}\nDeletionDate=${day}T${time}\n`
}

async function moveInto(
  { folder }: Bin,
  { path, name }: { readonly path: string; readonly name: string },
  fileSystem: FileSystem,
): Promise<void> {
  const target = join(folder, 'files', name)
  let isPlaced = false
  try {
    isPlaced = await place(fileSystem, path, target)
    if (!isPlaced) throw systemFailure('The name is taken in the bin', 'EEXIST')
    await removeIfThere(fileSystem, path)
  } catch (thrown) {
    const isThere = await lstat(path).then(Boolean, () => false)
    if (isPlaced && isThere) await Promise.allSettled([fileSystem.unlink(target)])
    if (isThere) await Promise.allSettled([fileSystem.unlink(infoOf(folder, name))])
    throw thrown
  }
  await syncFolder(fileSystem, join(folder, 'info'))
  await syncFolder(fileSystem, dirname(path))
}

/** A second name first, so that the file is under one of them at every moment; a copy where the bin is on another drive. */
async function place(fileSystem: FileSystem, path: string, target: string): Promise<boolean> {
  try {
    return await placeNew(fileSystem, path, target)
  } catch (thrown) {
    if (systemCode(thrown) !== 'EXDEV') throw thrown
    await copyToNewFile(fileSystem, { from: path, to: target })
    await syncFolder(fileSystem, dirname(target))
    return true
  }
}

function systemFailure(message: string, code: string): Error {
  return Object.assign(new Error(message), { code })
}

function infoOf(folder: string, name: string): string {
  return join(folder, 'info', `${name}.trashinfo`)
}
