import { createHash, randomBytes } from 'node:crypto'

/** A UUID of version 7, which the services use for what is ordered by time: the first 48 bits are `nowMs`. */
export function timeOrderedId(nowMs: number): string {
  const hex = nowMs.toString(16).padStart(12, '0') + randomBytes(10).toString('hex')
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8'
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-')
}

export function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
