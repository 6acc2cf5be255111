import type { BigIntStats } from 'node:fs'
import { type FileSystem, systemCode } from './file-system.ts'

/** Says whether a path leads to a source original, by whatever name, link or second name it does. */
export type IsSource = (path: string) => Promise<boolean>

interface Identity {
  readonly path: string
  readonly file: string | null
}

/**
 * Knows a set of originals by their real paths and by device and file number. Sources that are gone are known by path
 * alone. Files added or moved later are not known: make a new guard for each batch.
 */
export async function createSourceGuard(fileSystem: FileSystem, sources: Iterable<string>): Promise<IsSource> {
  const paths = new Set<string>()
  const files = new Set<string>()
  for (const source of sources) {
    const identity = await identify(fileSystem, source)
    paths.add(source)
    if (identity === null) continue
    paths.add(identity.path)
    if (identity.file !== null) files.add(identity.file)
  }
  return async (path) => {
    if (paths.has(path)) return true
    const identity = await identify(fileSystem, path)
    if (identity === null) return false
    return paths.has(identity.path) || (identity.file !== null && files.has(identity.file))
  }
}

async function identify(fileSystem: FileSystem, path: string): Promise<Identity | null> {
  try {
    const [real, facts] = await Promise.all([fileSystem.realPath(path), fileSystem.stat(path)])
    return { path: real, file: fileNumber(facts) }
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/** Some network drives number no files. */
function fileNumber({ dev, ino }: BigIntStats): string | null {
  return ino === 0n ? null : `${dev}:${ino}`
}
