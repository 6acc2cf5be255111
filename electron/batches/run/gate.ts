import type { ErrorCode, Failure } from '../../../shared/errors.ts'

/** Whether paid requests may be sent. Closing it never touches what was sent already. */
export interface Gate {
  /** Whether money may be reserved for another request. */
  readonly isOpen: boolean
  /** Whether a request that holds its money may go: a full cap stops reservations alone. */
  readonly maySend: boolean
  /** Why it was closed first; null while open. */
  readonly reason: Failure | null
  close(reason: Failure): void
  /** A service kept failing for an item; after a few in a row no other item would fare better, and the gate closes. */
  onServiceFailure(failure: Failure): void
  onServiceSuccess(): void
}

const mostServiceFailures = 5

export function createGate(): Gate {
  let reason: Failure | null = null
  let maySend = true
  let failuresInARow = 0
  const close = (failure: Failure): void => {
    reason ??= failure
    if (failure.code !== 'cap-reached') maySend = false
  }
  return {
    close,
    get maySend() {
      return maySend
    },
    get isOpen() {
      return reason === null
    },
    get reason() {
      return reason
    },
    onServiceFailure: (failure) => {
      failuresInARow += 1
      if (failuresInARow >= mostServiceFailures) close(failure)
    },
    onServiceSuccess: () => {
      failuresInARow = 0
    },
  }
}

/** Failures that would meet every other item too: the item waits and the batch pauses with the reason. */
const pausingCodes: ReadonlySet<ErrorCode> = new Set([
  'missing-key',
  'key-rejected',
  'not-permitted',
  'out-of-credits',
  'cap-reached',
  'offline',
  'output-unwritable',
  'disk-full',
  'library-busy',
  'library-damaged',
  'keychain-absent',
  'keychain-locked',
  'keychain-refused',
  'keychain-hanging',
])

export function pausesBatch(code: ErrorCode): boolean {
  return pausingCodes.has(code)
}
