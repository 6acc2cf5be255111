import { stat } from 'node:fs/promises'
import { z } from 'zod'
import type { Logger } from '../../log/logger.ts'
import { readSmallFile, writeSmallFile } from './small-file.ts'

export interface RecentFolders {
  /** Latest first. */
  current(): readonly string[]
  /** Remembers those of the paths that are folders. Never rejects. */
  note(paths: readonly string[]): Promise<void>
  onChange(listener: () => void): void
}

const kept = 10
/** Of a drop of thousands of files, so many are looked at. */
const lookedAt = 50
const listSchema = z.array(z.string().min(1).max(32_768)).max(kept)

/** Folders that were added to the light table, over all starts. */
export function createRecentFolders(path: string, log: Pick<Logger, 'warn'>): RecentFolders {
  const listeners: (() => void)[] = []
  let folders: readonly string[] = readSmallFile(path, listSchema) ?? []
  return {
    current: () => folders,
    note,
    onChange: (listener) => {
      listeners.push(listener)
    },
  }

  async function note(paths: readonly string[]): Promise<void> {
    const looked = await Promise.all(
      paths.slice(0, lookedAt).map(async (one) => ({ one, isFolder: await isFolder(one) })),
    )
    const added = looked.filter(({ isFolder }) => isFolder).map(({ one }) => one)
    if (added.length === 0) return
    folders = [...new Set([...added, ...folders])].slice(0, kept)
    for (const listener of listeners) listener()
    try {
      writeSmallFile(path, folders)
    } catch (thrown) {
      log.warn('The recent folders cannot be remembered', thrown)
    }
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false, // What cannot be looked at is no folder to come back to.
  )
}
