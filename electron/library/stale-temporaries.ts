import { join } from 'node:path'
import { isTemporaryName, removeIfThere } from './durable-file.ts'
import { type FileSystem, systemCode } from './file-system.ts'
import { writingTo } from './output-failure.ts'

/**
 * Removes temporary files a killed run left in a folder, and returns their paths. Only names Lightbench makes are looked
 * at, and only those `isOurs` answers for are removed: another library may be writing to the same folder.
 */
export function removeStaleTemporaries(
  fileSystem: FileSystem,
  folder: string,
  isOurs: (path: string) => boolean | Promise<boolean>,
): Promise<readonly string[]> {
  return writingTo(folder, async () => {
    const removed: string[] = []
    for (const name of await readFolderIfThere(fileSystem, folder)) {
      const path = join(folder, name)
      if (!isTemporaryName(name) || !(await isOurs(path))) continue
      await removeIfThere(fileSystem, path)
      removed.push(path)
    }
    return removed
  })
}

/** The names in a folder; none when there is no such folder. */
export async function readFolderIfThere(fileSystem: FileSystem, folder: string): Promise<string[]> {
  try {
    return await fileSystem.readFolder(folder)
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return []
    throw thrown
  }
}
