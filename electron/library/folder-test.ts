import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { reasonOf } from './inspect-file.ts'

/** Makes a test whether a real path is one of these folders. They may be links and need not exist. */
export async function createFolderTest(folders: readonly string[]): Promise<(path: string) => boolean> {
  const real = new Set(await Promise.all(folders.map((folder) => resolveIfThere(resolve(folder)))))
  return (path) => real.has(path)
}

async function resolveIfThere(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (thrown) {
    // Throws for what is no failed system call; a folder that cannot be resolved cannot be walked into either.
    reasonOf(thrown, path)
    return path
  }
}
