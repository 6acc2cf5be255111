import { lstat } from 'node:fs/promises'
import { systemCode } from '../../library/file-system.ts'
import { hashFile } from '../../verify/hash-file.ts'
import type { FileOfOutput } from './removed-files.ts'

const never = new AbortController().signal

/** Whether the file at the path of a result is the result. */
export async function isStillThere({ path, sha256, bytes }: FileOfOutput): Promise<boolean> {
  try {
    const facts = await lstat(path)
    return facts.isFile() && facts.size === bytes && (await hashIfThere(path)) === sha256
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return false
  }
}

/** null where there is no such file, or it cannot be read. */
export async function hashIfThere(path: string): Promise<string | null> {
  try {
    return await hashFile(path, never)
  } catch (thrown) {
    if (systemCode(thrown) === null) throw thrown
    return null
  }
}

/** Whether nothing has a path any more; not when that cannot be told. */
export async function isGone(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return false
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code === null) throw thrown
    return code === 'ENOENT'
  }
}
