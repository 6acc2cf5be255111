import { open } from 'node:fs/promises'
import type { CallLimits } from './call-watch.ts'
import { decodePicture, isDataUri, maxPictureBytes } from './encoded-image.ts'
import type { HttpClient, HttpHead } from './http.ts'
import { CallFailure, type CallContext, type EditProvider, type ResultImage } from './provider.ts'
import { writeNewFile, type WrittenFile } from './result-file.ts'
import { parseFileUrl } from './result-url.ts'
import { parseRetryAfter } from './retry-after.ts'
import { freeFailure } from './service-api.ts'
import { describeTransport, TransportFailure } from './transport-failure.ts'

export interface ImageFetcherDependencies {
  readonly http: HttpClient
  /** Whether the service is on this machine, so that its files may be too. */
  readonly isLocal: boolean
  readonly limits?: CallLimits
}

const standardLimits: CallLimits = { totalMs: 15 * 60_000, idleMs: 60_000, maxBytes: maxPictureBytes }
const maxRedirects = 3

/**
 * Fetches results, wherever they were put: at a URL (never with the key), in the reply, or in a file, which is copied
 * and left for the caller to remove once the copy has become an output. Content types are not looked at; whether it is
 * a picture is for the decoder to say. `refused` with `result-lost` means that the address does not work any more,
 * `result-invalid` that it must not or cannot be used.
 */
export function createImageFetcher(dependencies: ImageFetcherDependencies): EditProvider['fetchImage'] {
  const { http, isLocal, limits = standardLimits } = dependencies
  return fetchImage

  async function fetchImage(image: ResultImage, target: string, context: CallContext): Promise<WrittenFile> {
    switch (image.kind) {
      case 'url':
        if (isDataUri(image.url)) return await writeNewFile(target, [decodePicture(image.url)])
        return await download(image.url, target, context.signal)
      case 'base64':
        return await writeNewFile(target, [decodePicture(image.base64)])
      case 'file':
        return await copyFile(image.path, target)
    }
  }

  async function download(text: string, target: string, signal: AbortSignal): Promise<WrittenFile> {
    let address = text
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const url = parseFileUrl(address, { allowsLocal: isLocal })
      if (url === null) throw invalid('The result is at an address that Lightbench does not call.')
      const found = await fetchOnce(url, target, signal)
      if (typeof found !== 'string') return found
      address = found
    }
    throw invalid(`The result was redirected more than ${maxRedirects} times.`)
  }

  /** The written file, or the address a redirect names. */
  async function fetchOnce(url: URL, target: string, signal: AbortSignal): Promise<WrittenFile | string> {
    const route = isLocal ? 'local-file' : 'public-file'
    const request = { method: 'GET', headers: { 'user-agent': 'Lightbench' }, body: null } as const
    try {
      return await http.exchange({ url, ...request, route, limits, signal }, async (head, body) => {
        if (head.status === 200) return await writeNewFile(target, body)
        return redirectTarget(head, url)
      })
    } catch (thrown) {
      throw thrown instanceof TransportFailure ? downloadFailure(thrown) : thrown
    }
  }
}

function redirectTarget(head: HttpHead, from: URL): string {
  const location = head.header('location')
  if (![301, 302, 303, 307, 308].includes(head.status) || location === null) throw statusFailure(head)
  if (!URL.canParse(location, from.href)) throw invalid('The result was redirected to something that is no address.')
  return new URL(location, from).href
}

function statusFailure(head: HttpHead): CallFailure {
  const { status } = head
  if (status === 408 || status === 429 || status >= 500) {
    const retryAfterMs = parseRetryAfter(head.header('retry-after'), head.header('date'))
    const code = status === 429 ? 'rate-limited' : 'provider-unavailable'
    return new CallFailure('busy', {
      code,
      message: `The result cannot be fetched now (HTTP ${status}).`,
      retryAfterMs,
    })
  }
  if (status < 400) return invalid(`The place of the result answered without one (HTTP ${status}).`)
  const message = `The result is not at its address any more (HTTP ${status}).`
  return new CallFailure('refused', { code: 'result-lost', message })
}

function downloadFailure(failure: TransportFailure): CallFailure {
  const message = describeTransport('The place of the result', failure)
  if (failure.reason === 'address-refused' || failure.reason === 'too-large') return invalid(message, failure)
  return freeFailure(failure, message)
}

async function copyFile(path: string, target: string): Promise<WrittenFile> {
  const source = await open(path).catch((cause: unknown) => {
    throw new CallFailure('refused', { code: 'result-lost', message: 'The result is not there any more.' }, { cause })
  })
  try {
    return await writeNewFile(target, source.createReadStream({ autoClose: false }))
  } finally {
    await source.close()
  }
}

function invalid(message: string, cause?: TransportFailure): CallFailure {
  return new CallFailure('refused', { code: 'result-invalid', message }, { cause })
}
