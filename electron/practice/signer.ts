import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PracticeClock } from './clock.ts'

export type Signature = 'good' | 'expired' | 'bad'

export interface Signer {
  /** A link that works for `lifetimeMs`. The path carries the meaning, the origin is whatever stands at the moment. */
  sign(target: { origin: string; method: 'GET' | 'PUT'; path: string; lifetimeMs: number }): string
  /** Judges path and query alone, so that a link made before a restart on another port stays good. */
  check(method: string, url: URL): Signature
}

/** Presigned links as object stores make them: expiry and HMAC in the query. */
export function createSigner(secret: string, clock: PracticeClock): Signer {
  return { sign, check }

  function sign({ origin, method, path, lifetimeMs }: Parameters<Signer['sign']>[0]): string {
    const expires = String(Math.ceil((clock.nowMs() + lifetimeMs) / 1_000))
    return `${origin}${path}?expires=${expires}&signature=${signature(method, path, expires)}`
  }

  function check(method: string, url: URL): Signature {
    const expires = url.searchParams.get('expires') ?? ''
    const expected = Buffer.from(signature(method, url.pathname, expires))
    const given = Buffer.from(url.searchParams.get('signature') ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'bad'
    return Number(expires) * 1_000 <= clock.nowMs() ? 'expired' : 'good'
  }

  function signature(method: string, path: string, expires: string): string {
    return createHmac('sha256', secret).update(`${method} ${path} ${expires}`).digest('hex')
  }
}
