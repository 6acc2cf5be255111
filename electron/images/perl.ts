import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface PerlPlaces {
  /** The place ExifTool's own first line names. */
  readonly usual: string
  readonly searchPath: string
}

export function usualPerlPlaces(): PerlPlaces {
  return { usual: '/usr/bin/perl', searchPath: process.env['PATH'] ?? '' }
}

/** The Perl that runs ExifTool; null where the system has none. */
export function findPerl({ usual, searchPath }: PerlPlaces): string | null {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '')
  return [usual, ...folders.map((folder) => join(folder, 'perl'))].find((path) => isExecutable(path)) ?? null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (thrown) {
    if (thrown instanceof Error) return false
    throw thrown
  }
}
