import { openAsBlob } from 'node:fs'
import { pictureFormats } from '../../../shared/domain/picture.ts'
import type { CallLimits } from '../call-watch.ts'
import { readText, type HttpClient } from '../http.ts'
import { textAt } from '../json.ts'
import { CallFailure, type CallContext, type UploadFile } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import { parseFileUrl } from '../result-url.ts'
import { parseRetryAfter } from '../retry-after.ts'
import { freeFailure, maxJsonBytes, type ServiceApi } from '../service-api.ts'
import { describeTransport, TransportFailure } from '../transport-failure.ts'
import { runflowFailure } from './refusal.ts'
import { readId } from './run-record.ts'

export interface UploadDependencies {
  readonly api: ServiceApi
  readonly http: HttpClient
}

/** A picture in the user's Runflow library, with a URL that works for some time. */
export interface SignedAsset {
  readonly id: string
  readonly url: string
}

interface UploadSession {
  readonly assetId: string
  readonly url: URL
}

/** The slowest upload that is waited for. */
const slowestBytesPerMs = 32

/** The three calls of Runflow §8. A session that ran out is `busy`: another one is opened the next time. */
export async function uploadPicture(
  dependencies: UploadDependencies,
  file: UploadFile,
  context: CallContext,
): Promise<SignedAsset> {
  const { api } = dependencies
  const session = await openSession(api, file, context)
  await put(dependencies, { file, session }, context)
  const path = `/v1/asset-uploads/${encodeURIComponent(session.assetId)}/confirmations`
  const reply = await api.free({ method: 'POST', path, body: '{}' }, context)
  if (reply.status === 404) throw sessionEnded(reply.status)
  if (!isSuccess(reply)) throw runflowFailure(reply, 'free')
  const url = textAt(reply.json, 'url')
  if (url !== null) return { id: session.assetId, url }
  const asset = await refreshAsset(dependencies, session.assetId, context)
  if (asset === null) throw runflowFailure(reply, 'free')
  return asset
}

/** The asset with a new URL, null where the service has it no more. */
export async function refreshAsset(
  { api }: UploadDependencies,
  id: string,
  context: CallContext,
): Promise<SignedAsset | null> {
  const reply = await api.free({ method: 'GET', path: `/v1/assets/${encodeURIComponent(id)}` }, context)
  if (!isSuccess(reply) && reply.status !== 404) throw runflowFailure(reply, 'free')
  const url = isSuccess(reply) ? textAt(reply.json, 'url') : null
  return url === null ? null : { id, url }
}

async function openSession(api: ServiceApi, file: UploadFile, context: CallContext): Promise<UploadSession> {
  const body = JSON.stringify({ filename: neutralName(file), mime_type: file.mimeType, size_bytes: file.bytes })
  const reply = await api.free({ method: 'POST', path: '/v1/asset-uploads', body }, context)
  if (!isSuccess(reply)) throw runflowFailure(reply, 'free')
  const assetId = readId(reply.json, 'asset_id')
  const url = parseFileUrl(textAt(reply.json, 'upload_url') ?? '', { allowsLocal: api.isLocal })
  if (assetId === null || url === null) throw runflowFailure(reply, 'free')
  return { assetId, url }
}

interface PutTask {
  readonly file: UploadFile
  readonly session: UploadSession
}

/** The signature in the URL is the permission; the key is for the API alone. */
async function put({ api, http }: UploadDependencies, { file, session }: PutTask, context: CallContext): Promise<void> {
  const body = await readBlob(file)
  const route = api.isLocal ? 'local-file' : 'public-file'
  const headers = { 'content-type': file.mimeType }
  const limits = uploadLimits(file)
  const call = { url: session.url, method: 'PUT', headers, body, route, limits, signal: context.signal } as const
  const { status, header } = await http.exchange(call, readText).catch((thrown: unknown): never => {
    if (!(thrown instanceof TransportFailure)) throw thrown
    throw freeFailure(thrown, describeTransport('Runflow’s upload storage', thrown))
  })
  if (status === 200 || status === 201 || status === 204) return
  if (status !== 413) throw sessionEnded(status, parseRetryAfter(header('retry-after'), header('date')))
  throw new CallFailure('refused', { code: 'input-refused', message: 'The picture is too large for Runflow.' })
}

function sessionEnded(status: number, retryAfterMs: number | null = null): CallFailure {
  const message = `Runflow’s upload storage did not take the picture (HTTP ${status}).`
  return new CallFailure('busy', { code: 'provider-unavailable', message, retryAfterMs })
}

async function readBlob(file: UploadFile): Promise<Blob> {
  const blob = await openBlob(file.path)
  if (blob.size === file.bytes) return blob
  throw new CallFailure('refused', { code: 'file-unreadable', message: 'The prepared picture has changed.' })
}

async function openBlob(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path)
  } catch (cause) {
    throw new CallFailure('refused', { code: 'file-missing', message: 'The prepared picture is gone.' }, { cause })
  }
}

function uploadLimits({ bytes }: UploadFile): CallLimits {
  const totalMs = 120_000 + Math.ceil(bytes / slowestBytesPerMs)
  // Nothing comes back while the bytes go out, so only the total limit counts.
  return { totalMs, idleMs: totalMs, maxBytes: maxJsonBytes }
}

/** The user's own file name never leaves the machine. */
function neutralName({ mimeType }: UploadFile): string {
  const format = Object.values(pictureFormats).find((known) => known.mimeType === mimeType)
  return format ? `picture.${format.extension}` : 'picture'
}
