import { randomFillSync } from 'node:crypto'

const idBytes = 16
/** Ids come by the thousands, and asking for their bytes one by one costs more than all the rest. */
const pool = Buffer.alloc(idBytes * 256)
let used = pool.length

/** 128 bits nobody can guess, as text that may stand in a URL. */
export function randomId(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += idBytes
  return pool.toString('base64url', used - idBytes, used)
}
