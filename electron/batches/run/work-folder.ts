import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeFolder, systemCode } from '../../library/file-system.ts'
import { outputFailure, writingTo } from '../../library/output-failure.ts'

/** A new folder for the files of one run; everything in it may be lost. Throws `disk-full` or `output-unwritable`. */
export async function makeWorkFolder(libraryFolder: string): Promise<string> {
  const folder = join(workRoot(libraryFolder), randomUUID())
  await writingTo(folder, () => makeFolder(folder, 0o700))
  return folder
}

/** Removes a file of a run, or its folder. What the disk does not let go is removed when the next run begins. */
export async function discardWork(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true })
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
  }
}

/**
 * Removes kept bytes of a result that is in its place. Where the disk does not let them go it throws `output-unwritable`:
 * the item then goes on another time and removes them, because nothing else would.
 */
export function removeKept(path: string): Promise<void> {
  return writingTo(dirname(path), () => rm(path, { force: true }))
}

/** Where local results lie between being made and being collected. */
export function localResultsFolder(libraryFolder: string): string {
  return join(workRoot(libraryFolder), 'local')
}

/**
 * Removes what killed runs left; only for whoever holds the lease and runs nothing yet. Throws as `makeWorkFolder` does.
 */
export function clearWorkFolders(libraryFolder: string): void {
  try {
    rmSync(workRoot(libraryFolder), { recursive: true, force: true })
    mkdirSync(localResultsFolder(libraryFolder), { recursive: true, mode: 0o700 })
  } catch (thrown) {
    throw outputFailure(thrown, workRoot(libraryFolder))
  }
}

function workRoot(libraryFolder: string): string {
  return join(libraryFolder, 'work')
}
