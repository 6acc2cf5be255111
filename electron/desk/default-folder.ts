import { homedir } from 'node:os'
import { dirname, join, parse, relative, isAbsolute, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { Selection } from '../../shared/ipc/inputs.ts'
import type { App } from '../app.ts'
import { checkOutputFolder } from '../library/output-folder.ts'
import type { Table } from '../table/table.ts'

interface Places {
  readonly libraryFolder: string
  /** The user's own folder. */
  readonly home: string
}

const folderName = 'Lightbench'

/**
 * Where results go when nothing else was said: a folder `Lightbench` in the folder the pictures have in common. Where
 * that cannot be written, is a whole drive, or is the library itself (pictures that came by way of a browser, samples),
 * it is `Lightbench` in the user's own folder.
 */
export async function defaultOutputFolder(roots: readonly string[], { libraryFolder, home }: Places): Promise<string> {
  const common = commonFolder(roots)
  const own = join(home, folderName)
  if (common === null || isInside(libraryFolder, common) || common === parse(common).root) return own
  const beside = join(common, folderName)
  return (await canWrite(beside)) ? beside : own
}

interface Subject {
  readonly app: Pick<App, 'libraryFolder'>
  readonly table: Pick<Table, 'roots'>
}

/** The same for a selection and for a sample of it, so that a try lands beside what comes after it. */
export function defaultFolderOf({ app, table }: Subject, selection: Selection): Promise<string> {
  return defaultOutputFolder(table.roots(selection), { libraryFolder: app.libraryFolder, home: homedir() })
}

function commonFolder(folders: readonly string[]): string | null {
  const [first, ...others] = folders
  if (first === undefined) return null
  return others.reduce((common: string | null, folder) => {
    for (let above = common; above !== null; above = dirname(above) === above ? null : dirname(above)) {
      if (isInside(above, folder)) return above
    }
    return null
  }, first)
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

async function canWrite(folder: string): Promise<boolean> {
  try {
    await checkOutputFolder(folder)
    return true
  } catch (thrown) {
    if (thrown instanceof AppError) return false
    throw thrown
  }
}
