import { readFile } from 'node:fs/promises'
import type { Protocol } from 'electron'
import { AppError } from '../../../shared/errors.ts'
import type { Desk, PictureFile } from '../../desk/desk.ts'
import { systemCode } from '../../library/file-system.ts'
import type { Logger } from '../../log/logger.ts'
import type { PageFiles } from '../browser/page-files.ts'
import { pageHeaders } from '../page-headers.ts'
import { pageOrigin, pageScheme, pictureOrigin, pictureScheme } from './names.ts'

const headers = pageHeaders({ pictures: `${pictureScheme}:`, connects: false })

const edges = { min: 16, max: 4_096 } as const
/** A picture that takes longer is answered as a stream, because only a stream learns that nobody waits for it any more. */
const quickMs = 40

/** Has to come before Electron is ready, and can be said only once. */
export function registerSchemes(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: pageScheme, privileges: { standard: true, secure: true, codeCache: true } },
    { scheme: pictureScheme, privileges: { standard: true, secure: true } },
  ])
}

/** Serves the built page. Only what was read at the start can be had: no path is ever made of an address. */
export function servePage(protocol: Pick<Protocol, 'handle'>, files: PageFiles): void {
  protocol.handle(pageScheme, ({ url, method }) => {
    const asked = URL.parse(url)
    if (asked === null || method !== 'GET' || originOf(asked) !== pageOrigin) return notFound()
    const file = files.get(asked.pathname)
    if (file === undefined) return notFound()
    return new Response(new Uint8Array(file.bytes), { headers: { ...headers, 'Content-Type': file.mimeType } })
  })
}

interface PictureParts {
  readonly desk: Pick<Desk, 'picture'>
  readonly log: Pick<Logger, 'error'>
}

/** Serves pictures by their random id and size. Whatever is wrong is a 404 and says nothing more. */
export function servePictures(protocol: Pick<Protocol, 'handle'>, { desk, log }: PictureParts): void {
  protocol.handle(pictureScheme, async ({ url, method, signal }) => {
    const wanted = method === 'GET' ? parsePicture(url) : null
    if (wanted === null) return notFound()
    const gone = new AbortController()
    signal.addEventListener('abort', () => gone.abort())
    const { id, edge } = wanted
    const loading = load(desk, id, { edge, signal: gone.signal })
    const loaded = await Promise.race([loading.catch(refuse), afterMs(quickMs)])
    if (loaded === 'refused') return notFound()
    if (loaded === 'slow') return new Response(streamOf(loading, gone), { headers: pictureHeaders(null) })
    return new Response(loaded.bytes, { headers: pictureHeaders(loaded) })
  })

  function refuse(thrown: unknown): 'refused' {
    if (!(thrown instanceof AppError) && systemCode(thrown) === null) log.error('A picture cannot be served', thrown)
    return 'refused'
  }
}

interface LoadedPicture {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly mimeType: string
  readonly isKept: boolean
}

async function load(
  desk: Pick<Desk, 'picture'>,
  id: string,
  request: { readonly edge: number; readonly signal: AbortSignal },
): Promise<LoadedPicture> {
  const { path, mimeType, isKept = false }: PictureFile = await desk.picture(id, request)
  return { bytes: new Uint8Array(await readFile(path, { signal: request.signal })), mimeType, isKept }
}

/** Electron cancels the answer's body when the page loses interest; it never aborts the request. */
function streamOf(loading: Promise<LoadedPicture>, gone: AbortController): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: async (controller) => {
      const { bytes } = await loading
      if (gone.signal.aborted) return
      controller.enqueue(bytes)
      controller.close()
    },
    cancel: () => gone.abort(),
  })
}

/**
 * Of a slow picture, null, nothing is known yet: the page reads its type from the first bytes, and keeps nothing, because
 * it may come to be one that is only kept.
 */
function pictureHeaders(loaded: Pick<LoadedPicture, 'mimeType' | 'isKept'> | null): Record<string, string> {
  const type = loaded === null ? {} : { 'Content-Type': loaded.mimeType, 'X-Content-Type-Options': 'nosniff' }
  return {
    ...type,
    'Content-Security-Policy': "default-src 'none'",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    // An id means the same picture for as long as it means anything; one that is kept gives way to its file.
    'Cache-Control': loaded === null || loaded.isKept ? 'no-store' : 'private, max-age=86400, immutable',
  }
}

function parsePicture(address: string): { readonly id: string; readonly edge: number } | null {
  const url = URL.parse(address)
  if (url === null || originOf(url) !== pictureOrigin) return null
  const [, id] = /^\/([\w-]{1,100})$/.exec(url.pathname) ?? []
  const edge = /^\d{2,4}$/.test(url.searchParams.get('edge') ?? '') ? Number(url.searchParams.get('edge')) : 0
  return id === undefined || edge < edges.min || edge > edges.max ? null : { id, edge }
}

/** `URL.origin` is `null` for schemes that are not of the web. */
function originOf({ protocol, host }: URL): string {
  return `${protocol}//${host}`
}

function notFound(): Response {
  return new Response(null, { status: 404, headers })
}

function afterMs(ms: number): Promise<'slow'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('slow'), ms)
  })
}
