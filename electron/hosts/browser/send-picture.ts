import { open } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { AppError } from '../../../shared/errors.ts'
import type { Desk, PictureFile } from '../../desk/desk.ts'
import { systemCode } from '../../library/file-system.ts'
import { HttpRefusal } from './http-refusal.ts'

const edges = { min: 16, max: 4_096 } as const
/** An id means the same picture for as long as it means anything. */
const cacheHeader = 'private, max-age=86400, immutable'
/** The picture itself may be back the next time. */
const keptCacheHeader = 'no-store'

export interface PictureRequest {
  readonly id: string
  readonly edge: string | null
}

/** Sends a picture by its id; a request that is given up is forgotten. Refuses with 404 and 415, and says nothing more. */
export async function sendPicture(
  desk: Pick<Desk, 'picture'>,
  { id, edge }: PictureRequest,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const picture = await findPicture(desk, id, { edge: parseEdge(edge), signal: gone.signal })
  if (gone.signal.aborted) return
  const file = await open(picture.path).catch((thrown: unknown) => {
    throw systemCode(thrown) === null ? thrown : notShown(404)
  })
  await using _closing = file
  const { size } = await file.stat()
  const caching = picture.isKept === true ? keptCacheHeader : cacheHeader
  response.writeHead(200, { 'Content-Type': picture.mimeType, 'Content-Length': size, 'Cache-Control': caching })
  // `end` keeps a file that grows meanwhile to the announced length.
  const bytes = size === 0 ? [] : file.createReadStream({ autoClose: false, end: size - 1 })
  await pipeline(bytes, response)
}

async function findPicture(
  desk: Pick<Desk, 'picture'>,
  id: string,
  request: { readonly edge: number; readonly signal: AbortSignal },
): Promise<PictureFile> {
  try {
    return await desk.picture(id, request)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    throw notShown(thrown.code === 'invalid-request' ? 404 : 415)
  }
}

function parseEdge(text: string | null): number {
  const edge = /^\d{1,4}$/.test(text ?? '') ? Number(text) : NaN
  if (edge >= edges.min && edge <= edges.max) return edge
  throw notShown(404)
}

function notShown(status: 404 | 415): HttpRefusal {
  return new HttpRefusal(status, status === 404 ? 'There is no such picture.' : 'It cannot be shown.')
}
