import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

/** A new folder for the files of one run; everything in it may be lost at any moment. */
export async function makeWorkFolder(libraryFolder: string): Promise<string> {
  const folder = join(workRoot(libraryFolder), randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Where local results lie between being made and being collected. */
export function localResultsFolder(libraryFolder: string): string {
  return join(workRoot(libraryFolder), 'local')
}

/** Removes what killed runs left; only for whoever holds the lease and runs nothing yet. */
export function clearWorkFolders(libraryFolder: string): void {
  rmSync(workRoot(libraryFolder), { recursive: true, force: true })
  mkdirSync(localResultsFolder(libraryFolder), { recursive: true, mode: 0o700 })
}

function workRoot(libraryFolder: string): string {
  return join(libraryFolder, 'work')
}
