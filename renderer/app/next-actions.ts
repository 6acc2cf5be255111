import type { ErrorCode } from '../../shared/errors.ts'
import type { SettingsSection } from './shell-store.ts'

/** What a button beside a failure does. */
export type NextAction =
  | { readonly kind: 'settings'; readonly section: SettingsSection }
  /** These need the batch that stopped, or the item that failed. */
  | { readonly kind: 'resume' | 'retry' | 'resolve' | 'raise-cap' | 'choose-folder' }

const keys: NextAction = { kind: 'settings', section: 'services' }
const resume: NextAction = { kind: 'resume' }
const retry: NextAction = { kind: 'retry' }

/** The next step of each failure where the window can take it; null where only the user can. */
export const nextActions: Readonly<Record<ErrorCode, NextAction | null>> = {
  'invalid-request': null,
  'missing-key': keys,
  'key-rejected': keys,
  'other-key': keys,
  'not-permitted': resume,
  'out-of-credits': resume,
  'cap-reached': { kind: 'raise-cap' },
  'rate-limited': resume,
  'input-refused': retry,
  'content-refused': retry,
  'provider-failed': retry,
  'provider-unavailable': resume,
  'outcome-unknown': { kind: 'resolve' },
  'result-lost': null,
  'result-invalid': retry,
  offline: null,
  'picture-unreadable': null,
  'picture-refused': null,
  'picture-too-large': null,
  'picture-timeout': retry,
  'worker-failed': resume,
  'source-changed': null,
  'result-changed': null,
  'bin-refused': null,
  'file-missing': null,
  'file-unreadable': null,
  'output-unwritable': { kind: 'choose-folder' },
  'disk-full': resume,
  'library-damaged': null,
  'library-note-damaged': null,
  'library-newer': null,
  'library-busy': null,
  'keychain-absent': keys,
  'keychain-locked': keys,
  'keychain-refused': keys,
  'keychain-hanging': keys,
  cancelled: null,
  unexpected: { kind: 'settings', section: 'diagnostics' },
}

/** Where a cap that is not of one batch is changed. */
export const capSettings: NextAction = { kind: 'settings', section: 'money' }
