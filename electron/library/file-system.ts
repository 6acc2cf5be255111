import type { BigIntStats } from 'node:fs'
import { link, lstat, mkdir, open, readdir, realpath, rename, stat, statfs, unlink } from 'node:fs/promises'
import { constants } from 'node:os'
import { dirname, resolve } from 'node:path'

/** The part of an open file that publishing needs. */
export interface OpenFile {
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesRead: number }>
  /** May accept fewer bytes than it was given; `writeAll` goes on from there. */
  write(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ bytesWritten: number }>
  sync(): Promise<void>
  stat(options: { bigint: true }): Promise<BigIntStats>
  close(): Promise<void>
}

/** Every call that touches a disk while results are published, so that each can be made to fail in a test. */
export interface FileSystem {
  readonly isWindows: boolean
  open(path: string, flags: string, mode?: number): Promise<OpenFile>
  /** Makes missing parents too; the first folder it made, or undefined when all were there. */
  makeFolder(path: string, mode?: number): Promise<string | undefined>
  readFolder(path: string): Promise<string[]>
  stat(path: string): Promise<BigIntStats>
  lstat(path: string): Promise<BigIntStats>
  realPath(path: string): Promise<string>
  link(existing: string, path: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  unlink(path: string): Promise<void>
  /** What may still be written to the drive of a folder; null where it does not say. */
  freeBytes(folder: string): Promise<number | null>
}

export const nodeFileSystem: FileSystem = {
  isWindows: process.platform === 'win32',
  open,
  makeFolder,
  readFolder: (path) => readdir(path),
  stat: (path) => stat(path, { bigint: true }),
  lstat: (path) => lstat(path, { bigint: true }),
  realPath: (path) => realpath(path),
  link,
  rename,
  unlink,
  freeBytes,
}

/** Some network drives and virtual file systems say that they have no blocks at all. */
async function freeBytes(folder: string): Promise<number | null> {
  try {
    const { blocks, bavail, bsize } = await statfs(folder)
    return blocks === 0 ? null : bavail * bsize
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return null
  }
}

/**
 * Makes a folder with its missing parents and returns the topmost one it made, undefined when all were there. Node's own
 * recursive `mkdir` never returns where nothing can be made in a folder that exists, as in `/proc`.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<string | undefined> {
  const folder = resolve(path)
  if (await isFolder(folder)) return undefined
  const parent = dirname(folder)
  const first = parent === folder ? undefined : await makeFolder(parent, mode)
  try {
    await mkdir(folder, { mode })
    return first ?? folder
  } catch (thrown) {
    // Somebody else may have made it meanwhile.
    if (systemCode(thrown) === 'EEXIST' && (await isFolder(folder))) return first
    throw thrown
  }
}

/** The system's code of a failed call, such as `ENOSPC`; null for anything else that was thrown. */
export function systemCode(thrown: unknown): string | null {
  if (!(thrown instanceof Error) || !('code' in thrown) || typeof thrown.code !== 'string') return null
  const [, unnamed] = /^Unknown system error -(\d+)$/.exec(thrown.code) ?? []
  if (unnamed !== undefined) return nameOfNumber(Number(unnamed))
  return /^(?:E[A-Z0-9]+|UNKNOWN)$/.test(thrown.code) && !thrown.code.startsWith('ERR_') ? thrown.code : null
}

/** Node passes on some failures by number alone, a full quota (`EDQUOT`) among them. */
function nameOfNumber(number: number): string {
  return Object.entries(constants.errno).find(([, known]) => known === number)?.[0] ?? 'UNKNOWN'
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return false // What stands in the way is said by the attempt to make it.
  }
}
