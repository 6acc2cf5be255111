import { access } from 'node:fs/promises'
import { join } from 'node:path'

/** Few, so that zooming makes few files; the last is the largest the picture process makes. */
export const thumbnailEdges = [64, 128, 256, 512, 1024, 2048, 4096] as const
/** What is kept of every source and result, so that history can be looked at without its files; largest first. */
export const keptEdges = [1024, 256] as const

export function thumbnailsFolderOf(libraryFolder: string): string {
  return join(libraryFolder, 'thumbnails')
}

const contentHash = /^[0-9a-f]{64}$/

/** Whether a text is a hash, and no path or part of one. */
export function isContentHash(text: string): boolean {
  return contentHash.test(text)
}

/** Where a thumbnail lies in the folder of thumbnails. It is named after the content it shows and never changes. */
export function thumbnailPath(folder: string, sha256: string, edge: number): string {
  return join(folder, sha256.slice(0, 2), `${sha256}-${edge}.webp`)
}

/** The thumbnail of a content that is nearest to a size among those that are there: larger ones first. */
export async function findThumbnail(folder: string, sha256: string, edge: number): Promise<string | null> {
  if (!isContentHash(sha256)) return null
  const larger = thumbnailEdges.filter((other) => other >= edge)
  const smaller = thumbnailEdges.filter((other) => other < edge).toReversed()
  for (const other of [...larger, ...smaller]) {
    const path = thumbnailPath(folder, sha256, other)
    if (await isThere(path)) return path
  }
  return null
}

export async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
