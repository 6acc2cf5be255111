/** What the main process asks of the keychain process. Keys travel in these messages, never in arguments or files. */
export type KeychainQuestion =
  | { readonly operation: 'get' | 'remove'; readonly account: string }
  | { readonly operation: 'set'; readonly account: string; readonly key: string }
  | { readonly operation: 'list'; readonly accounts: readonly string[] }

export type KeychainRequest = KeychainQuestion & { readonly id: number }

export const keychainFailures = ['keychain-absent', 'keychain-locked', 'keychain-refused', 'keychain-hanging'] as const
export type KeychainFailure = (typeof keychainFailures)[number]

/** `value` is a key or null for `get`, true or false for `remove`, accounts for `list`, null for `set`. */
export type KeychainReply =
  | { readonly id: number; readonly ok: true; readonly value: string | boolean | readonly string[] | null }
  | { readonly id: number; readonly ok: false; readonly code: KeychainFailure; readonly detail: string }
