import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { compareNatural } from '../../library/natural-order.ts'
import { systemCode } from '../../library/file-system.ts'
import { HttpRefusal } from './http-refusal.ts'
import { safeSegments } from './import-path.ts'

/** A file as a page sees it before it is sent. */
export interface KnownFile {
  /** Below what was dropped, as the page says it. */
  readonly relativePath: string
  readonly bytes: number
  readonly modifiedMs: number
  /** Only its first bytes are sent, unless they turn out to be a picture's. */
  readonly isHead: boolean
}

/** null for a path that is refused, and so is nowhere. */
function segmentsOf({ relativePath }: KnownFile): ReturnType<typeof safeSegments> | null {
  try {
    return safeSegments(relativePath)
  } catch (thrown) {
    if (!(thrown instanceof HttpRefusal)) throw thrown
    return null
  }
}

/** Whether it arrived whole at an earlier time: a file gets its time only when all of it is there. */
export async function isKnown(folder: string, file: KnownFile): Promise<boolean> {
  const segments = segmentsOf(file)
  if (segments === null) return false
  try {
    const { size, mtimeMs } = await stat(join(folder, ...segments))
    if (Math.round(mtimeMs) !== file.modifiedMs) return false
    return size === file.bytes || (file.isHead && size < file.bytes)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return false
  }
}

/** The latest import that some of these files arrived in, so that what is added again goes on there; null without one. */
export async function findEarlier(importsFolder: string, files: readonly KnownFile[]): Promise<string | null> {
  const names = (await namesIn(importsFolder)).toSorted(compareNatural).toReversed()
  for (const name of names) {
    const folder = join(importsFolder, name)
    const tops = new Set(await namesIn(folder))
    for (const file of files) {
      if (tops.has(segmentsOf(file)?.[0] ?? '') && (await isKnown(folder, file))) return folder
    }
  }
  return null
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return []
  }
}
