import type { Bridge, DroppedFile } from '../../shared/ipc/contract.ts'
import { RequestFailure } from './request.ts'
import { unreadableFile } from './unreadable-files.ts'

type Dropped = DroppedFile<File>

export const maxDroppedFiles = 100_000
const maxLevels = 32

/** How a walk through dropped folders is watched and ended. */
export interface Collecting {
  /** Ends the walk with what was found until then. */
  readonly signal: AbortSignal
  /** Called every 200 files. */
  readonly onFound: (files: number) => void
}

const toldEvery = 200

/**
 * The files of a drop or a paste. Call it in the event itself, which empties the transfer when it ends. In the desktop
 * host a folder stays one entry, because main walks it; in a browser it is walked here, and what lies deeper than 32
 * folders is handed on as unreadable. Throws `RequestFailure` above 100,000 files.
 */
export function collectDrop(
  transfer: DataTransfer,
  host: Bridge['host'],
  collecting: Collecting,
): Promise<readonly Dropped[]> {
  if (host === 'desktop') return Promise.resolve(collectFiles(transfer.files))
  const found: (FileSystemEntry | File)[] = [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .flatMap((item) => item.webkitGetAsEntry() ?? item.getAsFile() ?? [])
  return walkAll(found, collecting)
}

/**
 * The files of an `<input type="file">`, with or without `webkitdirectory`, within the limits of a drop. Throws
 * `RequestFailure` above 100,000 files.
 */
export function collectFiles(files: FileList | readonly File[]): readonly Dropped[] {
  const found: Dropped[] = []
  for (const file of files) {
    const relativePath = file.webkitRelativePath || file.name
    const isTooDeep = relativePath.split('/').length > maxLevels + 1
    add(found, isTooDeep ? { file: unreadableFile(file.name), relativePath } : { file, relativePath })
  }
  return found
}

async function walkAll(
  found: readonly (FileSystemEntry | File)[],
  { signal, onFound }: Collecting,
): Promise<readonly Dropped[]> {
  const files: Dropped[] = []
  const take = (file: Dropped): void => {
    add(files, file)
    if (files.length % toldEvery === 0) onFound(files.length)
  }
  for (const one of found) {
    if (one instanceof File) take({ file: one, relativePath: one.name })
    else await walk(one, 0)
  }
  return files

  async function walk(entry: FileSystemEntry, level: number): Promise<void> {
    if (signal.aborted) return
    // Every entry's path begins at the drop.
    const relativePath = entry.fullPath.replace(/^\//, '')
    if (entry.isFile) return take({ file: await readFile(entry as FileSystemFileEntry), relativePath }) // `isFile` says which.
    const children = level < maxLevels ? await readFolder(entry as FileSystemDirectoryEntry) : null
    if (children === null) return take({ file: unreadableFile(entry.name), relativePath })
    for (const child of children) await walk(child, level + 1)
  }
}

function add(files: Dropped[], file: Dropped): void {
  if (files.length >= maxDroppedFiles) {
    const message = 'These are more than 100,000 files. Add fewer folders at once.'
    throw new RequestFailure({ code: 'invalid-request', message })
  }
  files.push(file)
}

async function readFile(entry: FileSystemFileEntry): Promise<File> {
  try {
    return await new Promise((resolve, reject) => entry.file(resolve, reject))
  } catch {
    return unreadableFile(entry.name) // The browser says no more than that it cannot.
  }
}

/** All that is in a folder, which comes a hundred at a time; null where it cannot be read. */
async function readFolder(entry: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[] | null> {
  const reader = entry.createReader()
  const all: FileSystemEntry[] = []
  try {
    for (;;) {
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
      if (some.length === 0) return all
      all.push(...some)
    }
  } catch {
    return null
  }
}
