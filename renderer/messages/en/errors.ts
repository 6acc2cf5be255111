import type { ItemStatus, SkipReason } from '../../../shared/domain/item.ts'
import type { LeftOutReason } from '../../../shared/domain/left-out.ts'
import type { ErrorCode } from '../../../shared/errors.ts'

/** What happened, in a few words; the sentence of the failure itself says the rest. */
const titles = {
  'error.invalid-request': 'Not possible as it is',
  'error.missing-key': 'No key',
  'error.key-rejected': 'Key not accepted',
  'error.not-permitted': 'Not permitted for this key',
  'error.out-of-credits': 'Out of credit',
  'error.cap-reached': 'Cap reached',
  'error.rate-limited': 'Too many requests',
  'error.input-refused': 'Values refused',
  'error.content-refused': 'Content refused',
  'error.provider-failed': 'The service failed',
  'error.provider-unavailable': 'Service not available',
  'error.outcome-unknown': 'Sent, no answer yet',
  'error.result-lost': 'Result lost at the service',
  'error.result-invalid': 'Not a whole picture',
  'error.offline': 'No network',
  'error.picture-unreadable': 'Picture cannot be read',
  'error.picture-refused': 'Format not supported',
  'error.picture-too-large': 'Picture too large',
  'error.picture-timeout': 'Picture took too long to open',
  'error.worker-failed': 'Picture process stopped',
  'error.source-changed': 'Picture changed since the quote',
  'error.file-missing': 'File not found',
  'error.file-unreadable': 'File cannot be read',
  'error.result-changed': 'Not what was written any more',
  'error.bin-refused': 'The bin does not take it',
  'error.output-unwritable': 'Result could not be written',
  'error.disk-full': 'Disk full',
  'error.library-damaged': 'Library damaged',
  'error.library-newer': 'Library is from a newer version',
  'error.library-busy': 'Library in use',
  'error.keychain-absent': 'No key store',
  'error.keychain-locked': 'Key store locked',
  'error.keychain-refused': 'Key store refused',
  'error.keychain-hanging': 'Key store does not answer',
  'error.cancelled': 'Cancelled',
  'error.unexpected': 'Something unexpected',
} as const satisfies Record<`error.${ErrorCode}`, string>

/** What to do next, in this window. */
const nextSteps = {
  'next.invalid-request': 'Correct the value that is named and try again.',
  'next.missing-key': 'Add a key in the settings, or switch practice mode on.',
  'next.key-rejected': 'Test the key in the settings, or paste a new one.',
  'next.not-permitted': 'Give the key the missing permission at the service, then resume.',
  'next.out-of-credits': 'Add credit at the service, then resume. Nothing is sent until you do.',
  'next.cap-reached': 'Raise the cap, or resume when the day or month is over.',
  'next.rate-limited': 'Wait a while, then resume. Nothing is sent twice.',
  'next.input-refused': 'Change the prompt or the parameters for these pictures and retry them.',
  'next.content-refused': 'Change the prompt or leave the picture out; the service declined it.',
  'next.provider-failed': 'Retry. A failed run is not charged.',
  'next.provider-unavailable': 'Wait a few minutes, then resume. Nothing is sent twice.',
  'next.outcome-unknown': 'Decide: look again, send again at its stated cost, or give up.',
  'next.result-lost': 'It was charged and cannot be fetched any more. Send again only if you accept a second charge.',
  'next.result-invalid': 'Retry, or ask the service with the run id shown in the details.',
  'next.offline': 'Check the network. Batches that wait for it go on by themselves.',
  'next.picture-unreadable': 'Open it in another program and save it again, or leave it out.',
  'next.picture-refused': 'Convert it to JPEG, PNG, WebP, AVIF, HEIC, TIFF or GIF.',
  'next.picture-too-large': 'Make it smaller first, then add it again.',
  'next.picture-timeout': 'Save it again in another program, or leave it out.',
  'next.worker-failed': 'Resume. The picture process starts again by itself.',
  'next.source-changed': 'Start a new batch with this picture. The quote was for the file as it was.',
  'next.file-missing': 'Check that it is still there, or reconnect the drive.',
  'next.file-unreadable': 'Check that you may read it.',
  'next.result-changed': 'It was left where it is. Move it yourself if you do not want it any more.',
  'next.bin-refused': 'Remove it yourself, or move the results to a drive that has a bin.',
  'next.output-unwritable':
    'Choose another output folder, or make this one writable, then resume. What is paid for is kept.',
  'next.disk-full': 'Make room, then resume. What is paid for is kept.',
  'next.library-damaged': 'Restore the backup that is named, or start with a new library folder.',
  'next.library-newer': 'Use the newer Lightbench that made this library.',
  'next.library-busy': 'Wait for the other Lightbench to finish, or close it.',
  'next.keychain-absent':
    'Install or start a key store (on Linux a Secret Service such as gnome-keyring), or start Lightbench with the key in the environment.',
  'next.keychain-locked': 'Unlock the key store and try again.',
  'next.keychain-refused': 'Allow Lightbench in the key store and try again.',
  'next.keychain-hanging': 'Restart the key store, or start Lightbench with the key in the environment.',
  'next.cancelled': 'Resume or retry when you want the rest.',
  'next.unexpected': 'Try again. The diagnostics in the settings have the details.',
} as const satisfies Record<`next.${ErrorCode}`, string>

const leftOut = {
  'leftOut.missing': 'No such file or folder',
  'leftOut.junk': 'Left behind by a system or program',
  'leftOut.hidden': 'Hidden',
  'leftOut.link': 'A link inside a folder; links there are not followed',
  'leftOut.not-a-file': 'Neither a file nor a folder',
  'leftOut.not-a-picture': 'Not a picture Lightbench reads',
  'leftOut.empty': 'Empty file',
  'leftOut.too-large': 'File too large',
  'leftOut.too-deep': 'Folder lies too deep',
  'leftOut.too-many': 'Too many files; the rest was not looked at',
  'leftOut.unreadable': 'Cannot be read',
  'leftOut.own-output': 'Made by Lightbench, or in its output folder',
  'leftOut.named-twice': 'Already reached another way',
} as const satisfies Record<`leftOut.${LeftOutReason}`, string>

const statuses = {
  'status.planned': 'Planned',
  'status.queued': 'Waiting its turn',
  'status.preparing': 'Preparing',
  'status.reserved': 'About to be sent',
  'status.submitting': 'Sending',
  'status.accepted': 'Accepted by the service',
  'status.waiting': 'The service is working',
  'status.fetching': 'Fetching the result',
  'status.finishing': 'Saving',
  'status.done': 'Done',
  'status.parked': 'On hold',
  'status.unresolved': 'Sent, no answer yet',
  'status.failed': 'Failed',
  'status.cancelled': 'Cancelled',
  'status.skipped': 'Skipped',
} as const satisfies Record<`status.${ItemStatus}`, string>

const skips = {
  'skip.already-done': 'Same picture and request were done before',
  'skip.duplicate': 'Same picture and request are in this batch already, or in one that is not over',
  'skip.output-exists': 'Its result file is there already',
  'skip.no-row': 'No row for it in the table',
} as const satisfies Record<`skip.${SkipReason}`, string>

/** Names for what main reports by code. A new code, status or reason does not compile without its words. */
export const errors = { ...titles, ...nextSteps, ...leftOut, ...statuses, ...skips } as const
