import { createHash, randomUUID } from 'node:crypto'
import { lstatSync, mkdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Platform } from './desktop-electron.ts'

interface ProfilePlace {
  readonly libraryFolder: string
  /** Where this machine's programs keep what is theirs. */
  readonly appData: string
  readonly platform: Platform
  readonly makeLink?: (path: string) => void
}

/**
 * Where Chromium keeps its own files: with the library, so that two libraries can be open side by side and one that is
 * carried leaves nothing behind. Except on Windows its lock is a symbolic link; on a drive that holds none, as a stick, the
 * files lie on this machine under a name made from the library's. Throws what the system says.
 */
export function makeProfileFolder({ libraryFolder, appData, platform, makeLink = link }: ProfilePlace): string {
  const beside = join(libraryFolder, 'window')
  mkdirSync(beside, { recursive: true, mode: 0o700 })
  if (platform === 'win32' || holdsLinks(beside, makeLink)) return beside
  const name = createHash('sha256').update(realpathSync(libraryFolder)).digest('hex').slice(0, 32)
  const folder = join(appData, 'Lightbench', 'windows', name)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Electron says the same where another start has the lock and where nobody can have it; throws for the latter. */
export function requireLockable(profileFolder: string, platform: Platform): void {
  if (platform === 'win32' || lstatSync(join(profileFolder, 'SingletonLock'), { throwIfNoEntry: false })) return
  throw new AppError('output-unwritable', `The window's files in ${profileFolder} cannot be locked.`)
}

function holdsLinks(folder: string, makeLink: (path: string) => void): boolean {
  const path = join(folder, `link-${randomUUID()}`)
  try {
    makeLink(path)
  } catch {
    return false // Whatever keeps it from being made would keep Chromium from it too.
  }
  rmSync(path)
  return true
}

function link(path: string): void {
  symlinkSync('.', path)
}
