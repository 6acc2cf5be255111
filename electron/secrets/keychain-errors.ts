import type { KeychainFailure } from './keychain-protocol.ts'

/**
 * Key stores fail in words only. These are the ones of libdbus and the Secret Service, of macOS's Security framework and
 * of the Windows Credential Manager, as @napi-rs/keyring 2.1 passes them on. The first that matches counts.
 */
const meanings: readonly (readonly [RegExp, KeychainFailure])[] = [
  [/did not receive a reply|noreply|timed out/i, 'keychain-hanging'],
  // A prompt that nobody could answer: the store is locked and stays so.
  [/prompt (?:was )?dismissed|\bis ?locked|object locked|interaction is not allowed/i, 'keychain-locked'],
  [/not provided by any \.service|serviceunknown|namehasnoowner/i, 'keychain-absent'],
  [/failed to connect to socket|autolaunch|dbus_session_bus_address|no d-?bus session/i, 'keychain-absent'],
  [/failed to execute program|exited with status|disconnected from d-?bus/i, 'keychain-absent'],
  [/binding to the key store cannot be loaded/i, 'keychain-absent'],
  // The Secret Service runs and has no keyring to put a key into.
  [/no result found/i, 'keychain-absent'],
  [
    /no_such_logon_session|no keychain is available|keychain could not be found|not a valid keychain/i,
    'keychain-absent',
  ],
]

/** What a message of the key store means; `keychain-refused` where nothing else is known. */
export function classifyKeychainError(message: string): KeychainFailure {
  return meanings.find(([pattern]) => pattern.test(message))?.[1] ?? 'keychain-refused'
}
