import { constants, lstatSync, type Stats } from 'node:fs'
import { lstat, open } from 'node:fs/promises'
import type { LeftOutReason } from '../../shared/domain/left-out.ts'
import { hasPictureExtension } from './entry-names.ts'
import { systemCode } from './file-system.ts'
import { looksLikePicture, signatureBytes } from './picture-signature.ts'

export type Inspected =
  { readonly reason: null; readonly bytes: number; readonly mtimeMs: number } | { readonly reason: LeftOutReason }

// A file that became a link or a pipe since it was looked at is refused instead of followed or waited for.
// Windows has neither flag.
const readFlags =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0)

/** Decides about one file without following links. It opens only files whose name does not say picture. */
export async function inspectFile(path: string, maxBytes: number): Promise<Inspected> {
  try {
    const inspected = judge(await lstat(path), maxBytes)
    if (inspected.reason !== null || hasPictureExtension(path) || (await startsLikePicture(path))) return inspected
    return { reason: 'not-a-picture' }
  } catch (thrown) {
    return { reason: reasonOf(thrown, path) }
  }
}

/** The same at once, for a file whose name says picture. Everything else waits for as long as the drive takes. */
export function inspectNow(path: string, maxBytes: number): Inspected {
  try {
    return judge(lstatSync(path), maxBytes)
  } catch (thrown) {
    return { reason: reasonOf(thrown, path) }
  }
}

/** What a failed look at a path means for the person who named it. Throws on what is no failed system call. */
export function reasonOf(thrown: unknown, path: string): LeftOutReason {
  const code = systemCode(thrown)
  if (code === null) throw thrown
  // Bytes that are no text are shown by this character, and the path made from it leads nowhere.
  if (path.includes('\ufffd')) return 'unreadable'
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable'
}

function judge(facts: Stats, maxBytes: number): Inspected {
  if (!facts.isFile()) return { reason: 'not-a-file' }
  if (facts.size === 0) return { reason: 'empty' }
  if (facts.size > maxBytes) return { reason: 'too-large' }
  return { reason: null, bytes: facts.size, mtimeMs: facts.mtimeMs }
}

async function startsLikePicture(path: string): Promise<boolean> {
  const file = await open(path, readFlags)
  try {
    const head = Buffer.alloc(signatureBytes)
    const { bytesRead } = await file.read(head, 0, signatureBytes, 0)
    return looksLikePicture(head.subarray(0, bytesRead)) !== null
  } finally {
    await file.close()
  }
}
