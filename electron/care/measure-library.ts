import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { mapBounded } from '../library/bounded.ts'
import { systemCode } from '../library/file-system.ts'

/** What a library folder holds, in the words people are told it by. */
export const libraryParts = {
  database: ['library.db', 'library.db-wal', 'library.db-shm'],
  thumbnails: ['thumbnails'],
  backups: ['backups'],
  recovery: ['recovery'],
  removed: ['removed'],
  imports: ['imports'],
  practice: ['practice'],
  logs: ['logs'],
} as const satisfies Record<string, readonly string[]>
export type LibraryPart = keyof typeof libraryParts

export interface PartSize {
  readonly files: number
  readonly bytes: number
}

export type LibrarySizes = Readonly<Record<LibraryPart | 'other', PartSize>>

const nothing: PartSize = { files: 0, bytes: 0 }
const atOnce = 32

/** How much room each part of a library takes. Files that go away meanwhile count as nothing. */
export async function measureLibrary(folder: string): Promise<LibrarySizes> {
  const names = await readdir(folder)
  const sizes = new Map<string, PartSize>()
  for (const name of names) sizes.set(name, await measure(join(folder, name)))
  const parts = Object.entries(libraryParts).map(([part, members]) => {
    const found = members.map((name) => sizes.get(name) ?? nothing)
    for (const name of members) sizes.delete(name)
    return [part, addUp(found)] as const
  })
  return { ...Object.fromEntries(parts), other: addUp([...sizes.values()]) } as LibrarySizes // One entry for each part.
}

async function measure(path: string): Promise<PartSize> {
  const own = await sizeOf(path)
  if (own === null) return nothing
  if (own !== 'folder') return { files: 1, bytes: own }
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(asEmpty)
  const files = entries.filter((entry) => entry.isFile())
  const found = await mapBounded(files, atOnce, async (entry) => {
    const bytes = await sizeOf(join(entry.parentPath, entry.name))
    return typeof bytes === 'number' ? { files: 1, bytes } : nothing
  })
  return addUp(found)
}

function asEmpty(thrown: unknown): [] {
  if (systemCode(thrown) === null) throw thrown
  return []
}

async function sizeOf(path: string): Promise<number | 'folder' | null> {
  try {
    const facts = await stat(path)
    return facts.isDirectory() ? 'folder' : facts.size
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return null
  }
}

function addUp(sizes: readonly PartSize[]): PartSize {
  return sizes.reduce((sum, { files, bytes }) => ({ files: sum.files + files, bytes: sum.bytes + bytes }), nothing)
}
