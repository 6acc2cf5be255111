import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { CallWatch } from './call-watch.ts'
import { TransportFailure } from './transport-failure.ts'

interface EncodedBody {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Readable
}

interface BodyLimits {
  readonly watch: CallWatch
  readonly maxBytes: number
}

/**
 * The bytes of a body, decompressed. Throws `TransportFailure`: `too-large` as soon as there are more than `maxBytes`,
 * so that a small body that unpacks to a large one is stopped on the way, and `broken` where it is cut or damaged.
 */
export async function* decodeBody(encoded: EncodedBody, { watch, maxBytes }: BodyLimits): AsyncGenerator<Buffer> {
  let received = 0
  try {
    for await (const chunk of decompress(encoded)) {
      received += chunk.length
      if (received > maxBytes) throw new TransportFailure('too-large', { wasSent: true })
      watch.hold()
      yield chunk
      watch.touch()
    }
  } catch (thrown) {
    throw watch.explain(thrown)
  }
}

function decompress({ headers, body }: EncodedBody): AsyncIterable<Buffer> {
  const coding = String(headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase()
  if (coding === 'identity' || coding === '') return body
  const decoder = decoderFor(coding)
  // Errors of either stream come out of the last one, where they are read; the callback has nothing to add.
  return pipeline(body, decoder, () => undefined)
}

function decoderFor(coding: string): Transform {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new TransportFailure('broken', { wasSent: true, detail: `content coding ${coding}` })
  }
}
