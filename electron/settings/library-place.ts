import { existsSync, readFileSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { findLibraryFolder } from './library-folder.ts'

/** In the usual folder, it says that the library was moved from there. */
export const movedNote = 'moved-to.json'
/** A folder of this name beside the program makes it portable: everything is kept there. */
export const portableName = 'lightbench-library'

const noteSchema = z.object({ folder: z.string().refine(isAbsolute) })

/** Where the library of the usual folder was moved to; null where it was not. Throws `library-damaged` for a note nobody can read. */
export function movedFrom(usual: string): string | null {
  const path = join(usual, movedNote)
  if (!existsSync(path)) return null
  try {
    return noteSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).folder
  } catch (thrown) {
    const message = `${path} should say where the library was moved to, and cannot be read. Mend or remove it.`
    throw new AppError('library-damaged', message, { cause: thrown })
  }
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
 * Where the library is: named by the environment, beside the program, where it was moved to, or in the usual place.
 * Throws `library-damaged` where a note says that it was moved and nobody can read where to: a new one in the usual
 * place would know of nothing that was paid for.
 */
export function locateLibrary({ environment, path, usual }: Program): string {
  if ((environment['LIGHTBENCH_HOME'] ?? '') !== '') return usual
  const portable = path === null ? null : portableLibrary(path)
  return portable ?? movedFrom(usual) ?? usual
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
