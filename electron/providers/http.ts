import type { Readable } from 'node:stream'
import { Agent, type Dispatcher } from 'undici'
import { startWatch, type CallLimits, type CallWatch } from './call-watch.ts'
import { decodeBody } from './http-body.ts'
import { createGuardedLookup, isLoopbackAddress, isPublicAddress, type ResolveAll } from './public-address.ts'
import { TransportFailure } from './transport-failure.ts'

/**
 * How a call leaves the machine:
 * - `api`: free calls to a service, over connections that are kept
 * - `paid`: a connection of its own, because a kept one may be closing while the request is written, and then nobody
 *   knows whether a paid request arrived
 * - `public-file`: files at addresses a service names, only at public addresses
 * - `local-file`: the same for a service on this machine, whose files may be on this machine too
 */
export type Route = 'api' | 'paid' | 'public-file' | 'local-file'

export interface HttpCall {
  readonly url: URL
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Blob | null
  readonly route: Route
  readonly limits: CallLimits
  readonly signal: AbortSignal
}

export interface HttpHead {
  readonly status: number
  /** The header by its lower-case name, null when it was not sent. */
  readonly header: (name: string) => string | null
}

export interface HttpReply extends HttpHead {
  readonly text: string
}

export interface HttpClient {
  /**
   * Sends one request once: redirects are not followed and nothing is ever retried. `read` gets the body, decompressed
   * and limited; it may leave it unread. Rejects with `TransportFailure`, or with what `read` throws.
   */
  exchange<T>(call: HttpCall, read: (head: HttpHead, body: AsyncIterable<Buffer>) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** The only user of sockets for calls to services. `resolve` stands in for the system's name lookup. */
export function createHttpClient({ resolve }: { readonly resolve?: ResolveAll } = {}): HttpClient {
  const agents = new Map<Route, Agent>()
  return { exchange, close }

  async function exchange<T>(
    call: HttpCall,
    read: (head: HttpHead, body: AsyncIterable<Buffer>) => Promise<T>,
  ): Promise<T> {
    const watch = startWatch(call)
    try {
      const response = await send(call, watch)
      try {
        return await read(headOf(response), decodeBody(response, { watch, maxBytes: call.limits.maxBytes }))
      } finally {
        response.body.destroy()
      }
    } finally {
      watch.end()
    }
  }

  async function send(call: HttpCall, watch: CallWatch): Promise<Dispatcher.ResponseData> {
    const dispatcher = agentFor(call.route).compose(writeOnce(watch))
    const { url, method, headers } = call
    // The types know nothing of Blob, which the implementation streams with its length.
    const body = call.body as Readable | string | null
    const response = dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      headers,
      body,
      signal: watch.signal,
    })
    // A request that waits for its connection does not notice its signal, so both are waited for.
    const answered = await Promise.race([response, watch.stopped]).catch((thrown: unknown) => {
      throw isMisuse(thrown) ? thrown : watch.explain(thrown)
    })
    // A broken body is told by reading it; without a listener Node would end the process too.
    answered.body.on('error', () => undefined)
    watch.touch()
    return answered
  }

  function agentFor(route: Route): Agent {
    const known = agents.get(route)
    if (known) return known
    const agent = createAgent(route, resolve)
    agents.set(route, agent)
    return agent
  }

  async function close(): Promise<void> {
    await Promise.all([...agents.values()].map((agent) => agent.destroy()))
    agents.clear()
  }
}

/** The body as text. The status of a refusal stands even where its text did not arrive whole. */
export async function readText(head: HttpHead, body: AsyncIterable<Buffer>): Promise<HttpReply> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of body) chunks.push(chunk)
  } catch (thrown) {
    if (!(thrown instanceof TransportFailure) || head.status < 300) throw thrown
  }
  return { ...head, text: Buffer.concat(chunks).toString('utf8') }
}

function createAgent(route: Route, resolve: ResolveAll | undefined): Agent {
  const isAllowed =
    route === 'public-file'
      ? isPublicAddress
      : (address: string) => isPublicAddress(address) || isLoopbackAddress(address)
  const isFile = route === 'public-file' || route === 'local-file'
  return new Agent({
    // No pipelining: 1 keeps a connection for the next request, 0 closes it after each.
    pipelining: route === 'paid' ? 0 : 1,
    // The limits of the call are the only ones.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: 10_000,
      rejectUnauthorized: true, // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
      ...(isFile ? { lookup: createGuardedLookup(isAllowed, resolve) } : {}),
    },
  })
}

/**
 * Marks the moment a request is written, and refuses to write it a second time. The client library queues a request
 * again when the connection under it is lost at certain moments; a paid request must never take that way.
 */
function writeOnce(watch: CallWatch): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        if (!watch.start()) return controller.abort(new Error('A request is written once'))
        handler.onRequestStart?.(controller, context)
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (...start) => handler.onResponseStart?.(...start),
      onResponseData: (...data) => handler.onResponseData?.(...data),
      onResponseEnd: (...end) => handler.onResponseEnd?.(...end),
      onResponseError: (...error) => handler.onResponseError?.(...error),
    })
}

function headOf({ statusCode, headers }: Dispatcher.ResponseData): HttpHead {
  return {
    status: statusCode,
    header: (name) => {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : (value ?? null)
    },
  }
}

/** A request that could not be formed is a mistake in this program, not a failure of the network. */
function isMisuse(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'UND_ERR_INVALID_ARG'
}
