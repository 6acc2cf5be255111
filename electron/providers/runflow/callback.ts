import { createHmac, timingSafeEqual } from 'node:crypto'
import { parseJson, textAt } from '../json.ts'

export interface SignedCallback {
  /** The body exactly as it arrived. */
  readonly body: Buffer
  /** The `Runflow-Signature` header. */
  readonly signature: string | null
}

/** What a callback says. It is a hint to read the run again, never a result. */
export interface CallbackHint {
  readonly runId: string
}

/**
 * Whether one of the secrets signed these bytes (Runflow §10): lower-case hex of HMAC-SHA256 with the whole secret as
 * key. Several secrets count while one replaces another.
 */
export function isSignedCallback({ body, signature }: SignedCallback, secrets: readonly string[]): boolean {
  if (signature === null || !/^[0-9a-f]{64}$/.test(signature)) return false
  const given = Buffer.from(signature, 'hex')
  // Every secret is tried whatever the others gave, so that the time says nothing about which one fits.
  const matches = secrets.map((secret) => timingSafeEqual(given, createHmac('sha256', secret).update(body).digest()))
  return matches.includes(true)
}

/** The run a callback is about, null where it names none. */
export function readCallback(body: Buffer): CallbackHint | null {
  const runId = textAt(parseJson(body.toString('utf8')), 'run_id')
  return runId === null || runId.length > 200 ? null : { runId }
}
