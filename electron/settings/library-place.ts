import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { findLibraryFolder } from './library-folder.ts'

/** In a folder a library was in, it says where that was moved to. */
export const movedNote = 'moved-to.json'
/** A folder of this name beside the program makes it portable: everything is kept there. */
export const portableName = 'lightbench-library'

const noteSchema = z.object({ folder: z.string().refine(isAbsolute) })

/** Any of them is the sign of a library, also of one that is damaged or half moved. */
const signs = ['library.db', 'backups', 'moving.json']

/**
 * Where a library is now that was in a folder; that folder where it was not moved. Throws `library-note-damaged` for a
 * note nobody can read, and `file-missing` where the library is not where it was moved to, as on a drive that is not
 * connected: a new one there would know of nothing that was paid for.
 */
export function followNotes(folder: string): string {
  const seen = new Set<string>()
  let place = folder
  for (let next = readNote(place); next !== null; next = readNote(place)) {
    seen.add(place)
    if (seen.has(next)) throw unreadable(join(place, movedNote))
    place = next
  }
  if (place !== folder && !signs.some((name) => existsSync(join(place, name)))) {
    const note = join(folder, movedNote)
    throw new AppError(
      'file-missing',
      `The library was moved to ${place} and is not there. If it is gone for good, remove ${note}.`,
    )
  }
  return place
}

function readNote(folder: string): string | null {
  const path = join(folder, movedNote)
  if (!existsSync(path)) return null
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).folder
  } catch (thrown) {
    throw unreadable(path, thrown)
  }
}

function unreadable(path: string, cause?: unknown): AppError {
  const message = `${path} should say where the library was moved to, and cannot be read. Mend or remove it.`
  return new AppError('library-note-damaged', message, { cause })
}

/** The library that lies beside the program, for one that is carried on a stick; null where there is none. */
export function portableLibrary(programPath: string): string | null {
  const folder = join(dirname(programPath), portableName)
  return existsSync(folder) ? folder : null
}

interface Program {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the user starts; null where that says nothing, as in a checkout. */
  readonly path: string | null
  /** Where the library is when nothing else is said. */
  readonly usual: string
}

/**
 * Where the library is: named by the environment, beside the program, or in the usual place; or where it was moved to
 * from there. Throws as `followNotes` does.
 */
export function locateLibrary({ environment, path, usual }: Program): string {
  const isNamed = (environment['LIGHTBENCH_HOME'] ?? '') !== ''
  const portable = isNamed || path === null ? null : portableLibrary(path)
  return followNotes(portable ?? usual)
}

/** Where a start of this program looks for the library; null where the environment names it. */
export function usualPlace(): string | null {
  return (process.env['LIGHTBENCH_HOME'] ?? '') === '' ? findLibraryFolder() : null
}

/** The library of this process. A program in one file says where it is in its environment, because it runs elsewhere. */
export function locateMyLibrary(programPath: string | null = null): string {
  const path = process.env['APPIMAGE'] ?? process.env['PORTABLE_EXECUTABLE_FILE'] ?? bundleOf(programPath)
  return locateLibrary({ environment: process.env, path, usual: findLibraryFolder() })
}

/** On macOS people see the bundle, not the program inside it. */
function bundleOf(path: string | null): string | null {
  return path === null ? null : path.replace(/(\.app)\/Contents\/MacOS\/[^/]+$/, '$1')
}
