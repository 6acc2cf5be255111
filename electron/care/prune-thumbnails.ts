import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../history/database.ts'
import { systemCode } from '../library/file-system.ts'
import type { PartSize } from './measure-library.ts'

interface Pruning {
  readonly thumbnailsFolder: string
  readonly database: Database
  /** Edges in pixels that are kept for every picture of history, so that it can be shown when its file is gone. */
  readonly keptEdges: readonly number[]
  readonly signal: AbortSignal
}

const thumbnailName = /^([0-9a-f]{64})-(\d+)\.webp$/

/**
 * Removes thumbnails that can be made again or that nothing asks for any more: every size but the kept ones, and all
 * sizes of pictures that are in no history and not on the table. Says how much was removed.
 */
export async function pruneThumbnails({ thumbnailsFolder, signal, ...rules }: Pruning): Promise<PartSize> {
  let files = 0
  let bytes = 0
  for (const group of await foldersIn(thumbnailsFolder)) {
    const folder = join(thumbnailsFolder, group)
    for (const name of await readdir(folder)) {
      signal.throwIfAborted()
      if (isKept(name, rules)) continue
      const path = join(folder, name)
      const size = await sizeOf(path)
      await rm(path, { force: true })
      files += 1
      bytes += size
    }
  }
  return { files, bytes }
}

function isKept(name: string, { database, keptEdges }: Pick<Pruning, 'database' | 'keptEdges'>): boolean {
  const [, sha256, edge] = thumbnailName.exec(name) ?? []
  // What is not ours to judge stays.
  if (sha256 === undefined) return true
  if (!keptEdges.includes(Number(edge))) return false
  return (
    database.get(
      `SELECT 1 AS known WHERE EXISTS (SELECT 1 FROM output WHERE sha256 = :sha256)
         OR EXISTS (SELECT 1 FROM source JOIN item ON item.source_id = source.id WHERE source.sha256 = :sha256)
         OR EXISTS (SELECT 1 FROM content_hash JOIN table_source ON table_source.path = content_hash.path
           WHERE content_hash.sha256 = :sha256 AND table_source.removal IS NULL)`,
      { sha256 },
    ) !== null
  )
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch (thrown) {
    if (systemCode(thrown) !== 'ENOENT') throw thrown
    return []
  }
}

async function sizeOf(path: string): Promise<number> {
  const facts = await stat(path).catch(() => null) // Another process may prune as well.
  return facts?.size ?? 0
}
