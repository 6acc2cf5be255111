import { type Dirent } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { isAbsolute, join, sep } from 'node:path'
import { hasPictureExtension, isHiddenName, isJunkName } from '../library/entry-names.ts'
import { systemCode } from '../library/file-system.ts'
import { compareNatural } from '../library/natural-order.ts'
import { expandHome } from './typed-path.ts'

const mostShown = 20
/** A folder of a million files is not read whole while somebody types. */
const mostRead = 20_000
/** Links are followed to see whether they lead to a folder. */
const mostFollowed = 200

/**
 * Folders, with a separator at the end, then pictures whose path begins with what was typed, in natural order. Empty
 * for what does not start at the root or at `~`, and where the folder is not there or may not be read.
 */
export async function completePath(text: string): Promise<readonly string[]> {
  if (text === '~') return [`~${sep}`]
  const start = lastSeparator(text) + 1
  const [head, typed] = [text.slice(0, start), text.slice(start)]
  const folder = expandHome(head)
  if (!isAbsolute(folder) || folder.includes('\0')) return []
  const entries = await readMatching(folder, typed)
  const { folders, files } = await sortOut(folder, entries)
  return [...folders.map((name) => `${head}${name}${sep}`), ...files.map((name) => head + name)].slice(0, mostShown)
}

function lastSeparator(text: string): number {
  return Math.max(text.lastIndexOf('/'), sep === '\\' ? text.lastIndexOf('\\') : -1)
}

async function readMatching(folder: string, typed: string): Promise<Dirent[]> {
  const matching: Dirent[] = []
  const begins = createPrefixTest(typed)
  let read = 0
  try {
    for await (const entry of await opendir(folder, { bufferSize: 1_024 })) {
      read += 1
      if (begins(entry.name) && !isJunkName(entry.name)) matching.push(entry)
      if (read === mostRead) break
    }
  } catch (thrown) {
    // Somebody is still typing: what cannot be read has nothing to offer.
    if (systemCode(thrown) === null) throw thrown
  }
  return matching
}

function createPrefixTest(typed: string): (name: string) => boolean {
  const wanted = fold(typed)
  return (name) => fold(name).startsWith(wanted) && (typed.startsWith('.') || !isHiddenName(name))
}

/** As the file systems compare: on Windows and macOS usually without regard to case. */
function fold(name: string): string {
  return process.platform === 'linux' ? name : name.normalize('NFC').toLowerCase()
}

async function sortOut(folder: string, entries: readonly Dirent[]): Promise<{ folders: string[]; files: string[] }> {
  const folders: string[] = []
  const files: string[] = []
  let followed = 0
  for (const entry of entries.toSorted((a, b) => compareNatural(a.name, b.name))) {
    const isLink = entry.isSymbolicLink() && followed < mostFollowed
    if (isLink) followed += 1
    const isFolder = isLink ? await leadsToFolder(join(folder, entry.name)) : entry.isDirectory()
    if (isFolder) folders.push(entry.name)
    else if (hasPictureExtension(entry.name)) files.push(entry.name)
  }
  return { folders, files }
}

async function leadsToFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return false // A link to nowhere.
  }
}
