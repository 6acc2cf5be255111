import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../library/file-system.ts'

/** A new folder for the files of one run; everything in it may be lost at any moment. */
export async function makeWorkFolder(libraryFolder: string): Promise<string> {
  const folder = join(workRoot(libraryFolder), randomUUID())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes a file of a run that is of no use any more. Where the disk refuses, it goes with its folder later. */
export async function discardWorkFile(path: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
  }
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
