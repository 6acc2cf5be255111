import type { ServerResponse } from 'node:http'
import type { PracticeClock } from '../clock.ts'
import { settingsOf, type ActiveScenarios, type Scenario } from '../scenario.ts'
import { textReply, type Refusal, type Reply } from './message.ts'
import { bombReply, endBody, sendCut } from './spoil.ts'

/** A scenario that takes the place of the real answer. */
export type AnswerFault = Extract<
  Scenario,
  { kind: 'drop' | 'hang' | 'status' | 'redirect' | 'gzip-bomb' | 'brotli-bomb' }
>

/** Where an answer goes, and what sending it needs. */
export interface Wire {
  readonly response: ServerResponse
  readonly clock: PracticeClock
  readonly signal: AbortSignal
}

/** Puts a refusal in the service's own words. */
export type ToReply = (refusal: Refusal) => Reply

const answerFaults = new Set<Scenario['kind']>(['drop', 'hang', 'status', 'redirect', 'gzip-bomb', 'brotli-bomb'])

/** The fault that answers instead of the service, if any: the last one named. */
export function answerFault(active: ActiveScenarios): { fault: AnswerFault; isAfter: boolean } | null {
  const fault = active.findLast((scenario): scenario is AnswerFault => answerFaults.has(scenario.kind))
  return fault ? { fault, isAfter: 'when' in fault && fault.when === 'after' } : null
}

/** Answers as the fault says. Hanging resolves at once and leaves the connection open until the server closes. */
export async function sendFault(fault: AnswerFault, wire: Wire, toReply: ToReply): Promise<void> {
  switch (fault.kind) {
    case 'drop':
      wire.response.socket?.resetAndDestroy()
      return
    case 'hang':
      return
    case 'status':
      return sendReply(statusReply(fault, wire.clock, toReply), [], wire)
    case 'redirect':
      return sendReply(redirectReply(fault), [], wire)
    case 'gzip-bomb':
      return sendReply(bombReply('gzip', fault.megabytes ?? 256), [], wire)
    case 'brotli-bomb':
      return sendReply(bombReply('br', fault.megabytes ?? 256), [], wire)
  }
}

/** Sends an answer, spoiled on its way where the scenarios say so. Resolves when it is out or the client is gone. */
export async function sendReply(reply: Reply, active: ActiveScenarios, wire: Wire): Promise<void> {
  const { response } = wire
  const type = active.findLast((scenario) => scenario.kind === 'content-type')?.value
  const headers = { ...reply.headers, ...(type === undefined ? {} : { 'content-type': type }) }
  const cut = active.findLast((scenario) => scenario.kind === 'cut')
  if (cut !== undefined) return sendCut(response, { ...reply, headers }, cut.of ?? 'length')
  const isBodyless = reply.status === 304 || reply.status === 204
  response.writeHead(reply.status, {
    ...headers,
    ...(isBodyless ? {} : { 'content-length': String(reply.bytes.length) }),
  })
  if (active.some(({ kind }) => kind === 'drip')) return drip(reply, active, wire)
  return endBody(response, reply.bytes)
}

function statusReply(fault: Extract<AnswerFault, { kind: 'status' }>, clock: PracticeClock, toReply: ToReply): Reply {
  const plain = { status: fault.status, code: fault.code, message: fault.message }
  const reply = inForm(fault.body ?? 'json', plain, toReply)
  return { ...reply, headers: { ...reply.headers, ...retryHeaders(fault, clock) } }
}

function inForm(form: 'json' | 'html' | 'text' | 'empty', refusal: Refusal, toReply: ToReply): Reply {
  const message = refusal.message ?? 'upstream connect error or disconnect/reset before headers'
  if (form === 'json') return toReply(refusal)
  if (form === 'text') return textReply(refusal.status, 'text/plain', message)
  if (form === 'empty') return { status: refusal.status, headers: {}, bytes: Buffer.alloc(0) }
  return textReply(refusal.status, 'text/html', `<!doctype html><title>Practice</title><h1>${message}</h1>`)
}

function retryHeaders(fault: Extract<AnswerFault, { kind: 'status' }>, clock: PracticeClock): Record<string, string> {
  const headers: Record<string, string> = {}
  const waitS = fault.retryAfterS ?? 0
  if (fault.retryAfterS !== undefined) {
    const isDate = fault.retryAfterAs === 'date'
    headers['retry-after'] = isDate ? new Date(clock.nowMs() + waitS * 1_000).toUTCString() : String(waitS)
  }
  if (fault.hasRateLimitHeaders) {
    headers['x-ratelimit-limit'] = '60'
    headers['x-ratelimit-remaining'] = '0'
    headers['x-ratelimit-reset'] = String(Math.ceil(clock.nowMs() / 1_000 + waitS))
  }
  return headers
}

function redirectReply(fault: Extract<AnswerFault, { kind: 'redirect' }>): Reply {
  const reply = textReply(fault.status ?? 307, 'text/plain', 'Moved')
  return { ...reply, headers: { ...reply.headers, location: fault.location } }
}

async function drip({ bytes }: Reply, active: ActiveScenarios, { response, clock, signal }: Wire): Promise<void> {
  const { bytesAtOnce = 1, everyMs = 0 } = settingsOf(active, 'drip')
  for (let sent = 0; sent < bytes.length; sent += bytesAtOnce) {
    if (response.destroyed) return
    response.write(bytes.subarray(sent, sent + bytesAtOnce))
    if (!(await clock.wait(everyMs, signal))) return
  }
  await endBody(response, Buffer.alloc(0))
}
