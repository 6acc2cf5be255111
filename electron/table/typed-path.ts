import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { DeskHost } from '../desk/desk.ts'

/** The path somebody typed, `~` expanded. Throws `invalid-request` for one that does not start at the root. */
export function readTypedPath(text: string): string {
  const path = expandHome(text.trim())
  if (isAbsolute(path) && !path.includes('\0')) return resolve(path)
  throw new AppError('invalid-request', `“${text}” is not a whole path; write it from the root on, or from ~.`)
}

/** Only one's own home: `~name` is a folder like any other. */
export function expandHome(text: string): string {
  return /^~(?:$|[\\/])/.test(text) ? join(homedir(), text.slice(1)) : text
}

/** Where the system has dialogs, a path comes from there and never from the page. */
export function refuseTyping({ kind }: Pick<DeskHost, 'kind'>): void {
  if (kind === 'desktop') throw new AppError('invalid-request', 'Use the dialog to choose files and folders.')
}
