import type { IncomingHttpHeaders } from 'node:http'
import { sha256 } from '../identifiers.ts'
import type { RequestKind } from '../requests.ts'
import type { PracticeRequest } from './message.ts'
import { parseJson } from './read-request.ts'
import { withoutPictures } from './without-pictures.ts'

/** What was seen of one request. Signatures and keys are left out. */
export interface SeenRequest {
  readonly sequence: number
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly kind: RequestKind
  /** Kind of the fault that answered in the service's place. */
  readonly fault: string | null
  readonly authorization: 'none' | 'right' | 'wrong'
  readonly headers: Readonly<Record<string, string>>
  readonly bodyBytes: number
  readonly bodySha256: string
  /** The JSON sent, with pictures replaced by their hash; null when it was something else. */
  readonly body: unknown
  /** null: no answer was given. */
  readonly status: number | null
}

export interface Recorder {
  /** Returns what to call with the status that was answered. */
  begin(request: PracticeRequest, about: About): (status: number) => void
  requests(): readonly SeenRequest[]
}

type About = Pick<SeenRequest, 'atMs' | 'kind' | 'authorization' | 'fault'>

/** A long practice session polls for hours; what is older than this many requests is forgotten. */
const keptRequests = 5_000

export function createRecorder(): Recorder {
  const seen: SeenRequest[] = []
  let sequence = 0

  return { begin, requests: () => [...seen] }

  function begin(request: PracticeRequest, about: About): (status: number) => void {
    sequence += 1
    const entry: SeenRequest & { status: number | null } = { ...describe(request), ...about, sequence, status: null }
    seen.push(entry)
    if (seen.length > keptRequests) seen.shift()
    return (status) => {
      entry.status = status
    }
  }
}

function describe({ method, url, headers, bytes }: PracticeRequest): Omit<SeenRequest, keyof About | 'sequence'> {
  const { signature: _, ...query } = Object.fromEntries(url.searchParams)
  return {
    method,
    path: url.pathname,
    query,
    headers: withoutSecrets(headers),
    bodyBytes: bytes.length,
    bodySha256: sha256(bytes),
    body: headers['content-type']?.startsWith('application/json') ? withoutPictures(parseJson(bytes) ?? null) : null,
    status: null,
  }
}

function withoutSecrets(headers: IncomingHttpHeaders): Record<string, string> {
  const secret = new Set(['authorization', 'cookie', 'proxy-authorization'])
  const shown = Object.entries(headers).filter(([name]) => !secret.has(name))
  return Object.fromEntries(shown.map(([name, value]) => [name, String(value)]))
}
