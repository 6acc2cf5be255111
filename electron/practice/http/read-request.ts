import type { IncomingMessage } from 'node:http'
import type { PracticeRequest } from './message.ts'

/** Above Runflow's 50 MiB for an upload (Runflow §8); neither service publishes a limit for JSON. */
const maxBodyBytes = 64 * 1024 * 1024

/** Reads a request whole, or says with which status to refuse one whose body is too large or target no plain path. */
export async function readRequest(incoming: IncomingMessage, origin: string): Promise<PracticeRequest | 400 | 413> {
  const target = incoming.url ?? ''
  const url = target.startsWith('/') ? URL.parse(origin + target) : null
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= maxBodyBytes) chunks.push(chunk)
  }
  if (length > maxBodyBytes) return 413
  if (url === null) return 400
  return { method: incoming.method ?? 'GET', url, headers: incoming.headers, bytes: Buffer.concat(chunks) }
}

/** The body as JSON; undefined when it is none. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
