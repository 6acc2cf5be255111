import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { serviceIds } from '../../shared/models/model.ts'
import { createKeychainCaller, unusable } from './keychain-caller.ts'
import { type LaunchKeychain, launchKeychainProcess } from './keychain-launcher.ts'
import type { KeychainQuestion } from './keychain-protocol.ts'
import { checkKey, type SecretStore } from './secret-store.ts'

export interface KeychainSecretStore extends SecretStore {
  /** Ends the keychain process. A later call starts another. */
  close(): void
}

export interface KeychainOptions {
  readonly launch?: LaunchKeychain
  /** How long one call may take before its process is killed; 5 s unless told. */
  readonly limitMs?: number
}

/**
 * The system's own key store, asked one call at a time in a process of its own. A call over the limit ends with
 * `keychain-hanging`, together with all that wait behind it, while its process is killed.
 */
export function createKeychainSecretStore(options: KeychainOptions = {}): KeychainSecretStore {
  const { launch = launchKeychainProcess, limitMs = 5_000 } = options
  const caller = createKeychainCaller({ launch, limitMs })
  return {
    get: async (service) => {
      const key = await ask({ operation: 'get', account: service }, z.string().nullable())
      return key === null || key.trim() === '' ? null : checkStoredKey(key)
    },
    set: async (service, key) => {
      await ask({ operation: 'set', account: service, key: checkKey(key) }, z.null())
    },
    remove: (service) => ask({ operation: 'remove', account: service }, z.boolean()),
    list: () => ask({ operation: 'list', accounts: serviceIds }, z.array(z.enum(serviceIds))),
    close: () => caller.stop(),
  }

  async function ask<T>(question: KeychainQuestion, schema: z.ZodType<T>): Promise<T> {
    const value = schema.safeParse(await caller.ask(question))
    if (!value.success) throw unusable('sent an answer that makes no sense', value.error)
    return value.data
  }
}

function checkStoredKey(text: string): string {
  try {
    return checkKey(text)
  } catch (thrown) {
    throw new AppError('key-rejected', 'What the key store holds is no key that can be sent.', { cause: thrown })
  }
}
