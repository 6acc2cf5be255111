import type { Dirent } from 'node:fs'
import { opendir } from 'node:fs/promises'
import { join } from 'node:path'
import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { isHiddenName, isJunkName } from './entry-names.ts'
import { reasonOf } from './inspect-file.ts'
import { compareNatural } from './natural-order.ts'

export interface FolderListing {
  /** Names, each list in natural order. */
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly leftOut: readonly { readonly path: string; readonly reason: LeftOutReason }[]
  /** How many entries were read, and whether the folder has more than that. */
  readonly entries: number
  readonly isCut: boolean
}

// Large enough that a flat folder of many thousand files takes few system calls.
const bufferSize = 1_024

/** Reads one folder and sorts its entries by what their names and types say. Never throws for what the disk says. */
export async function listFolder(folder: string, maxEntries: number): Promise<FolderListing> {
  const files: string[] = []
  const folders: string[] = []
  const leftOut: { name: string; reason: LeftOutReason }[] = []
  let entries = 0
  try {
    for await (const entry of await opendir(folder, { bufferSize })) {
      if (entries === maxEntries) return finish(true)
      entries += 1
      const reason = reasonByName(entry)
      if (reason !== null) leftOut.push({ name: entry.name, reason })
      else if (entry.isDirectory()) folders.push(entry.name)
      else files.push(entry.name)
    }
    return finish(false)
  } catch (thrown) {
    leftOut.push({ name: '', reason: reasonOf(thrown, folder) })
    return finish(false)
  }

  function finish(isCut: boolean): FolderListing {
    return {
      files: files.sort(compareNatural),
      folders: folders.sort(compareNatural),
      leftOut: leftOut
        .sort((a, b) => compareNatural(a.name, b.name))
        .map(({ name, reason }) => ({ path: name === '' ? folder : join(folder, name), reason })),
      entries,
      isCut,
    }
  }
}

function reasonByName(entry: Dirent): LeftOutReason | null {
  if (isJunkName(entry.name)) return 'junk'
  if (isHiddenName(entry.name)) return 'hidden'
  if (entry.isSymbolicLink()) return 'link'
  return entry.isDirectory() || entry.isFile() ? null : 'not-a-file'
}
