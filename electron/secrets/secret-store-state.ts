import { AppError, type ErrorCode, type Failure, toFailure } from '../../shared/errors.ts'
import type { ServiceId } from '../../shared/models/model.ts'
import type { SecretStore } from './secret-store.ts'

const stateByCode = {
  'keychain-absent': 'absent',
  'keychain-locked': 'locked',
  'keychain-refused': 'refused',
  'keychain-hanging': 'hanging',
} as const satisfies Partial<Record<ErrorCode, string>>

export type SecretStoreState =
  | { readonly state: 'ok'; readonly services: readonly ServiceId[] }
  | { readonly state: (typeof stateByCode)[keyof typeof stateByCode]; readonly failure: Failure }

/** Asks the store how it is, for showing. Throws only what is not a state of the store. */
export async function readSecretStoreState(store: SecretStore): Promise<SecretStoreState> {
  try {
    return { state: 'ok', services: await store.list() }
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !isStateCode(thrown.code)) throw thrown
    return { state: stateByCode[thrown.code], failure: toFailure(thrown) }
  }
}

function isStateCode(code: ErrorCode): code is keyof typeof stateByCode {
  return Object.hasOwn(stateByCode, code)
}
