import type { IncomingHttpHeaders } from 'node:http'
import type { RequestKind } from '../requests.ts'
import type { ActiveScenarios } from '../scenario.ts'

export interface PracticeRequest {
  readonly method: string
  /** Origin is the server's own, whatever the request line said. */
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

export interface Call {
  readonly request: PracticeRequest
  /** Named groups of the route's pattern, percent-decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly active: ActiveScenarios
}

export interface Route {
  readonly method: string
  readonly pattern: RegExp
  readonly kind: RequestKind
  /** `key`: needs the bearer key. `open`: takes anybody. `file`: refuses a key, which must never be sent there. */
  readonly access: 'key' | 'open' | 'file'
  readonly handle: (call: Call) => Reply | Promise<Reply>
}

/** An error answer before it is put in a service's own words; what is left out the service fills in. */
export interface Refusal {
  readonly status: number
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
}

/** Thrown by a handler that refuses a request; the host answers it in the service's dialect. */
export class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message ?? `Refused with ${refusal.status}`)
    this.refusal = refusal
  }
}

export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    bytes: Buffer.from(JSON.stringify(value)),
  }
}

export function textReply(status: number, type: string, text: string): Reply {
  return { status, headers: { 'content-type': type }, bytes: Buffer.from(text) }
}
