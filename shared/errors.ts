/**
 * Every failure that was foreseen, with the sentence that says what to do next. What happened is the message of the
 * error itself; which code a service's answer gets is decided by that service's own status table.
 */
export const nextSteps = {
  'invalid-request': 'Correct the value that is named and try again.',
  'missing-key': 'Add a key with “lightbench keys set PROVIDER”, or try practice mode (--practice) without one.',
  'key-rejected': 'Check the key with “lightbench keys test PROVIDER”, or set a new one.',
  'other-key': 'Put back the key it was sent with, then resume. Nothing is sent twice.',
  'not-permitted': 'Give the key the missing permission at the provider, then resume the batch.',
  'out-of-credits': 'Add credit at the provider, then resume the batch. Nothing is sent until you do.',
  'cap-reached': 'Raise the cap, or resume when the day or month is over.',
  'rate-limited': 'Wait a while, then resume. Nothing is sent twice.',
  'input-refused': 'Change the prompt or the parameters for these pictures and retry them.',
  'content-refused': 'Change the prompt or leave the picture out; the provider declined it.',
  'provider-failed': 'Retry the failed pictures. A failed run is not charged.',
  'provider-unavailable': 'Wait a few minutes, then resume. Nothing is sent twice.',
  'outcome-unknown': 'Decide with “lightbench resolve”: look again, send again at its stated cost, or give up.',
  'result-lost':
    'The provider charged for it but the result cannot be fetched any more; send again only if you accept a second charge.',
  'result-invalid':
    'The provider returned something that is not a whole picture. Retry, or ask the provider with the run id.',
  offline: 'Check the network, then resume. Nothing is sent twice.',
  'picture-unreadable': 'Open it in another program and save it again, or leave it out.',
  'picture-refused': 'Convert it to JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF.',
  'picture-too-large': 'Make it smaller first; the limits are in the guide.',
  'picture-timeout': 'It took too long or too much memory to open. Save it again in another program, or leave it out.',
  'worker-failed': 'Resume the batch; the picture process is started again by itself.',
  'source-changed': 'Start a new batch with this picture; its quote was for the file as it was.',
  'file-missing': 'Check the path, or reconnect the drive.',
  'file-unreadable': 'Check that you may read it.',
  'result-changed': 'It was left where it is. Move it yourself if you do not want it any more.',
  'bin-refused': 'Remove it yourself, or move the results to a drive that has a bin.',
  'output-unwritable':
    'Choose another output folder, or make this one writable, then resume. Results already paid for are kept.',
  'disk-full': 'Make room, then resume. Results already paid for are kept.',
  'library-damaged':
    'Put the newest backup in its place with “lightbench library restore”, or start with a new library folder. “lightbench repair FOLDER…” takes up results it does not know.',
  'library-note-damaged': 'Mend the note that is named, as the message says; the library itself is not damaged.',
  'library-newer': 'Use the newer Lightbench that made this library.',
  'library-busy': 'Wait for the other Lightbench to finish, or close it.',
  'keychain-absent':
    'Install or start a key store (on Linux a Secret Service such as gnome-keyring), or pass the key in the environment.',
  'keychain-locked': 'Unlock the key store and try again.',
  'keychain-refused': 'Allow Lightbench in the key store and try again.',
  'keychain-hanging': 'The key store does not answer. Restart it, or pass the key in the environment.',
  cancelled: 'Resume or retry when you want the rest.',
  unexpected: 'The log has the details.',
} as const satisfies Record<string, string>

export type ErrorCode = keyof typeof nextSteps

export const errorCodes = Object.keys(nextSteps) as [ErrorCode, ...ErrorCode[]] // Object.keys forgets the key type.

/** A failure as a value: what may cross a process boundary or be stored. */
export interface Failure {
  readonly code: ErrorCode
  readonly message: string
}

/** A failure that was foreseen. Anything else that is thrown is a bug and becomes `unexpected`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** The words of an `AppError`; for anything else a neutral sentence, because an unforeseen message may hold anything. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof AppError) return { code: thrown.code, message: thrown.message }
  return { code: 'unexpected', message: 'Something went wrong that Lightbench did not foresee.' }
}
