import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../shared/errors.ts'
import { HttpRefusal } from './http-refusal.ts'

/** Longest silence in the middle of a body. */
const idleMs = 60_000

/** The size the request announces, null where it does not. */
export function announcedBytes({ headers }: IncomingMessage): number | null {
  const length = headers['content-length']
  return length === undefined ? null : Number(length)
}

export function checkContentType({ headers }: IncomingMessage, wanted: string): void {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== wanted) throw new HttpRefusal(415, `The body must be ${wanted}.`)
}

/** The body piece by piece; throws 413 beyond the limit, before anything is read where the request announces it. */
export async function* readPieces(request: IncomingMessage, maxBytes: number): AsyncGenerator<Buffer, void> {
  if ((announcedBytes(request) ?? 0) > maxBytes) throw tooLarge()
  request.setTimeout(idleMs, () => request.destroy())
  let bytes = 0
  for await (const piece of unlessBroken(request)) {
    bytes += piece.length
    if (bytes > maxBytes) throw tooLarge()
    yield piece
  }
  request.setTimeout(0)
}

async function* unlessBroken(request: IncomingMessage): AsyncGenerator<Buffer, void> {
  try {
    yield* request as AsyncIterable<Buffer> // Without an encoding a body comes in buffers.
  } catch (thrown) {
    throw new AppError('cancelled', 'The connection broke off.', { cause: thrown })
  }
}

export async function readAll(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of readPieces(request, maxBytes)) pieces.push(piece)
  return Buffer.concat(pieces)
}

export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  checkContentType(request, 'application/json')
  const text = (await readAll(request, maxBytes)).toString('utf8')
  if (text === '') return null
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new HttpRefusal(400, 'The body is not JSON.')
  }
}

function tooLarge(): HttpRefusal {
  return new HttpRefusal(413, 'The body is too large.')
}
