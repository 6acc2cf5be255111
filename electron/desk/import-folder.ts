import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder, systemCode } from '../library/file-system.ts'
import { writingTo } from '../library/output-failure.ts'

/** Where files are kept that came by way of a browser. */
export function importsFolderOf(libraryFolder: string): string {
  return join(libraryFolder, 'imports')
}

/**
 * Makes a new, empty folder below the library for files that come by way of a browser. It is named by the time, because
 * that name is what a picture that was dropped alone shows as its folder. Throws `output-unwritable` or `disk-full`.
 */
export async function makeImportFolder(libraryFolder: string, now: Date): Promise<string> {
  const imports = importsFolderOf(libraryFolder)
  await writingTo(libraryFolder, () => makeFolder(imports, 0o700))
  for (let number = 1; ; number += 1) {
    const folder = join(imports, `Dropped ${localTime(now)}${number === 1 ? '' : ` (${number})`}`)
    if (await isMade(libraryFolder, folder)) return folder
  }
}

/** False where somebody has that name already. */
async function isMade(libraryFolder: string, folder: string): Promise<boolean> {
  try {
    await writingTo(libraryFolder, () => mkdir(folder, { mode: 0o700 }))
    return true
  } catch (thrown) {
    if (systemCode(thrown instanceof Error ? thrown.cause : thrown) === 'EEXIST') return false
    throw thrown
  }
}

/** `2026-03-01 14-30-05`, valid in names on every system. */
function localTime(date: Date): string {
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}-${two(date.getMinutes())}-${two(date.getSeconds())}`
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
