import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PracticeClock } from '../clock.ts'
import type { RequestKind } from '../requests.ts'
import { settingsOf } from '../scenario.ts'
import type { ScenarioBook } from '../scenario-book.ts'
import { answerFault, sendFault, sendReply, type Wire } from './faults.ts'
import { findRoute } from './find-route.ts'
import { Refused, textReply, type Call, type PracticeRequest, type Refusal, type Reply, type Route } from './message.ts'
import type { Port } from './port.ts'
import { readRequest } from './read-request.ts'
import type { Recorder } from './recorder.ts'

/** One service as its host sees it. */
export interface HostedService {
  readonly key: string
  readonly routes: readonly Route[]
  /** The prompt a request belongs to, for scenarios that look at its words. */
  promptOf(kind: RequestKind, call: Omit<Call, 'active'>): string | null
  /** An error answer in the service's dialect; asked for the refusals that scenarios make, too. */
  refuse(refusal: Refusal, about: RefusedRequest): Reply
}

export interface RefusedRequest {
  readonly kind: RequestKind
  readonly call: Call
  /** The request was handled all the same, and only its answer is replaced. */
  readonly isHandled: boolean
}

export interface HostParts {
  readonly service: HostedService
  readonly book: ScenarioBook
  readonly recorder: Recorder
  readonly clock: PracticeClock
  /** Aborts when practice mode closes. */
  readonly signal: AbortSignal
  /** Takes what nobody foresaw; the answer is a 500. */
  readonly report: (problem: unknown) => void
}

/** Serves one service on a port: scenarios first, then the key, then the route. */
export function serve({ server, origin }: Port, parts: HostParts): void {
  server.on('request', (incoming, response) => {
    receive(incoming, response).catch((error: unknown) => {
      if (!incoming.complete) return // The client went away while sending; there is nobody to tell.
      parts.report(error)
      response.destroy()
    })
  })

  async function receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const wire: Wire = { response, clock: parts.clock, signal: parts.signal }
    const request = await readRequest(incoming, origin)
    if (typeof request === 'number') return sendReply(textReply(request, 'text/plain', 'Unreadable request'), [], wire)
    return answer(request, wire, parts)
  }
}

type Authorization = 'none' | 'right' | 'wrong'

async function answer(request: PracticeRequest, wire: Wire, parts: HostParts): Promise<void> {
  const { service, book, recorder, clock, signal } = parts
  const { route, params } = findRoute(service.routes, request)
  const { kind } = route
  const active = book.take(kind, service.promptOf(kind, { request, params }))
  const call: Call = { request, params, active }
  const planned = answerFault(active)
  const authorization = judgeKey(request.headers.authorization, service.key)
  const fault = planned?.fault.kind ?? null
  const answered = recorder.begin(request, { atMs: clock.nowMs(), kind, authorization, fault })
  wire.response.once('finish', () => answered(wire.response.statusCode))

  const { ms = 0 } = settingsOf(active, 'delay')
  if (ms > 0 && !(await clock.wait(ms, signal))) return
  const refuse = (isHandled: boolean) => (refusal: Refusal) => service.refuse(refusal, { kind, call, isHandled })
  if (planned && !planned.isAfter) return sendFault(planned.fault, wire, refuse(false))
  const reply = await handle(route, { call, authorization, refuse: refuse(false) }, parts)
  if (planned) return sendFault(planned.fault, wire, refuse(true))
  return sendReply(reply, active, wire)
}

function judgeKey(header: string | undefined, key: string): Authorization {
  if (header === undefined) return 'none'
  return header === `Bearer ${key}` ? 'right' : 'wrong'
}

interface Judged {
  readonly call: Call
  readonly authorization: Authorization
  readonly refuse: (refusal: Refusal) => Reply
}

async function handle(route: Route, { call, authorization, refuse }: Judged, parts: HostParts): Promise<Reply> {
  if (route.access === 'key' && authorization !== 'right') return refuse({ status: 401 })
  if (route.access === 'file' && authorization !== 'none') return keyLeak
  try {
    return await route.handle(call)
  } catch (error) {
    if (error instanceof Refused) return refuse(error.refusal)
    if (!parts.signal.aborted) parts.report(error)
    return refuse({ status: 500 })
  }
}

/** A file host that is sent a key has been sent a secret that is none of its business. */
const keyLeak = textReply(
  400,
  'application/xml',
  '<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>',
)
