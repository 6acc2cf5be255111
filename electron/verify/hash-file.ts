import { createHash, webcrypto } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** Above this a file is hashed in blocks by the calling thread, because it would have to be held whole. */
const wholeBytes = 64 * 1_048_576

/**
 * sha-256 of a file in lower-case hex. Files of usual size are hashed by other threads, so that whoever looks through a
 * whole library holds up nothing. Rejects with the system's error, or with the signal's reason.
 */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const { size } = await stat(path)
  signal.throwIfAborted()
  if (size > wholeBytes) return hashInBlocks(path, signal)
  const digest = await webcrypto.subtle.digest('SHA-256', await readFile(path, { signal }))
  return Buffer.from(digest).toString('hex')
}

async function hashInBlocks(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash, { signal })
  return hash.digest('hex')
}
