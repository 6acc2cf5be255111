import { AppError } from '../../shared/errors.ts'
import type { ServiceId } from '../../shared/models/model.ts'

/**
 * Where keys live. Failures are `keychain-absent`, `keychain-locked`, `keychain-refused` and `keychain-hanging`; there
 * is no fallback to memory or plain text.
 */
export interface SecretStore {
  /** The key, trimmed; null when there is none. */
  get(service: ServiceId): Promise<string | null>
  /** Resolves when the store gives the same key back. */
  set(service: ServiceId, key: string): Promise<void>
  /** Resolves when the store has no such key any more: true where there was one. */
  remove(service: ServiceId): Promise<boolean>
  /** The services that have a key. */
  list(): Promise<readonly ServiceId[]>
}

/** Windows keeps at most 2,560 bytes of UTF-16. */
const maxKeyLength = 1_280

/** Trims a key and refuses what cannot be one. Nothing else is assumed about it. The messages never repeat the key. */
export function checkKey(text: string): string {
  const key = text.trim()
  if (key === '') throw new AppError('invalid-request', 'The key is empty.')
  if (key.length > maxKeyLength) {
    throw new AppError('invalid-request', `The key has ${key.length} characters; ${maxKeyLength} can be kept.`)
  }
  if (!/^[\x20-\x7e]+$/.test(key)) {
    throw new AppError('invalid-request', 'The key holds a line break or another character that cannot be sent.')
  }
  return key
}
