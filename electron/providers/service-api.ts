import type { CallLimits } from './call-watch.ts'
import { readText, type HttpClient, type HttpHead } from './http.ts'
import { parseJson } from './json.ts'
import type { ServiceOrigin } from './origin.ts'
import type { Pace } from './pace.ts'
import { CallFailure, type CallContext } from './provider.ts'
import { parseRetryAfter } from './retry-after.ts'
import { describeTransport, TransportFailure } from './transport-failure.ts'

export interface ServiceApiDependencies extends ServiceOrigin {
  /** The service's name as people know it, for sentences. */
  readonly name: string
  readonly http: HttpClient
  readonly pace: Pace
  /** Limits of a call that sets none of its own. */
  readonly limits?: CallLimits
}

export interface ApiCall {
  readonly method: 'GET' | 'POST'
  /** Path and query, from the root. */
  readonly path: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly limits?: CallLimits
}

export interface ApiReply extends HttpHead {
  readonly text: string
  /** The parsed text, undefined where it is no JSON. */
  readonly json: unknown
  readonly retryAfterMs: number | null
}

/**
 * Calls to one service with its key, each made once. A reply of any status is returned; every service has its own
 * table for what a status means. What is thrown is a `CallFailure` for a reply that never came.
 */
export interface ServiceApi {
  readonly name: string
  readonly isLocal: boolean
  /** A call that costs nothing: without an answer it is `busy`. */
  free(call: ApiCall, context: CallContext): Promise<ApiReply>
  /** The paid call: without an answer it is `unanswered`, unless it is certain that nothing was sent. */
  paid(call: ApiCall, context: CallContext): Promise<ApiReply>
}

/** Longest reply that is not a picture. */
export const maxJsonBytes = 2 * 1024 * 1024

const standardLimits: CallLimits = { totalMs: 30_000, idleMs: 30_000, maxBytes: maxJsonBytes }

export function createServiceApi(dependencies: ServiceApiDependencies): ServiceApi {
  const { name, origin, isLocal, http, pace, limits = standardLimits } = dependencies
  return { name, isLocal, free: (call, context) => send('api', call, context), paid }

  async function paid(call: ApiCall, context: CallContext): Promise<ApiReply> {
    return await send('paid', call, context)
  }

  async function send(route: 'api' | 'paid', call: ApiCall, context: CallContext): Promise<ApiReply> {
    const { signal } = context
    const url = urlOf(call.path)
    const headers = headersOf(call, readKey(context.apiKey))
    await pace.take(signal).catch(() => {
      throw failureFor(new TransportFailure('cancelled', { wasSent: false }), route)
    })
    const request = { method: call.method, headers, body: call.body ?? null, limits: call.limits ?? limits }
    const reply = await http.exchange({ url, ...request, route, signal }, readText).catch((thrown: unknown) => {
      throw thrown instanceof TransportFailure ? failureFor(thrown, route) : thrown
    })
    // A service may repeat the key in an answer, and answers end up in messages and logs.
    const text = reply.text.replaceAll(context.apiKey.trim(), '[key]')
    const retryAfterMs = parseRetryAfter(reply.header('retry-after'), reply.header('date'))
    return { status: reply.status, header: reply.header, text, json: parseJson(text), retryAfterMs }
  }

  /** Journalled paths and ids from replies are part of a path; whatever they hold, the key stays at its origin. */
  function urlOf(path: string): URL {
    const url = new URL(path, origin)
    if (url.origin !== origin) throw new Error(`A call to ${name} must stay at ${origin}`)
    return url
  }

  function readKey(apiKey: string): string {
    const key = apiKey.trim()
    if (key === '') throw new CallFailure('blocked', { code: 'missing-key', message: `There is no key for ${name}.` })
    if (/^[\x21-\x7e]+$/.test(key)) return key
    const message = `The key for ${name} has characters in it that no key has.`
    throw new CallFailure('blocked', { code: 'key-rejected', message })
  }

  function failureFor(failure: TransportFailure, route: 'api' | 'paid'): CallFailure {
    const sentence = describeTransport(name, failure)
    if (route === 'paid' && failure.wasSent) {
      const message = `${sentence} It is not known whether the request was accepted.`
      return new CallFailure('unanswered', { code: 'outcome-unknown', message }, { cause: failure })
    }
    return freeFailure(failure, sentence)
  }
}

/** What a missing answer means where nothing can have been accepted or charged. */
export function freeFailure(failure: TransportFailure, message: string): CallFailure {
  const code =
    failure.reason === 'cancelled' ? 'cancelled' : failure.reason === 'unreachable' ? 'offline' : 'provider-unavailable'
  return new CallFailure('busy', { code, message }, { cause: failure })
}

function headersOf({ headers, body }: ApiCall, key: string): Record<string, string> {
  return {
    accept: 'application/json',
    'accept-encoding': 'gzip',
    'user-agent': 'Lightbench',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
    authorization: `Bearer ${key}`,
  }
}
