import { createHmac } from 'node:crypto'
import type { Attempt } from './attempts.ts'

const markLength = 16

/**
 * What the journal keeps of the key a paid request is sent with: enough to tell later whether another key is in use,
 * and of no use for anything else. One key has another mark in each attempt.
 */
export function markKey(apiKey: string, attemptId: string): string {
  return createHmac('sha256', apiKey).update(attemptId).digest('hex').slice(0, markLength)
}

/**
 * Whether this is known to be the key of the request. A service shows each account its own runs alone (Runflow §11), so
 * what it does not show under another key may well exist.
 */
export function isSentWith({ id, keyMark }: Attempt, apiKey: string): boolean {
  return keyMark === markKey(apiKey, id)
}
