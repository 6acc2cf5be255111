import { createHash } from 'node:crypto'
import type { AttemptIdentity, WireRequest } from './provider.ts'

export function createWireRequest(path: string, body: string): WireRequest {
  return { path, body, bodySha256: createHash('sha256').update(body).digest('hex') }
}

/**
 * The attempt's id as a header and query value. AIML API drops any other id silently (AIML API §1), and a request
 * without its id could never be looked up, so anything else must not be sent.
 */
export function attemptKey({ id }: AttemptIdentity): string {
  if (/^[A-Za-z0-9._:-]{1,128}$/.test(id)) return id
  throw new Error('The id of an attempt cannot be sent as it is')
}
