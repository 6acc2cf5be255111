import type { ErrorCode } from '../../../shared/errors.ts'
import { verdictOf, type BatchView } from '../../batches/batch-view.ts'

/** How the program ends, for scripts. The one list: help shows it, and every command derives from it. */
export const exitCodes = {
  done: { code: 0, meaning: 'all done' },
  unexpected: { code: 1, meaning: 'something unexpected, or a library or service that cannot be used' },
  usage: { code: 2, meaning: 'the command cannot be carried out as written' },
  failed: { code: 3, meaning: 'some pictures failed' },
  paused: { code: 4, meaning: 'paused or stopped before the end (cap, credit, key, disk, Ctrl-C, answered no)' },
  unresolved: { code: 5, meaning: 'a paid request has no answer yet; see “lightbench resolve --help”' },
} as const satisfies Record<string, { code: number; meaning: string }>

export type Ending = keyof typeof exitCodes

const usageCodes: ReadonlySet<ErrorCode> = new Set([
  'invalid-request',
  'file-missing',
  'file-unreadable',
  'source-changed',
  'picture-unreadable',
  'picture-refused',
  'picture-too-large',
  'picture-timeout',
])

const pausedCodes: ReadonlySet<ErrorCode> = new Set([
  'cap-reached',
  'out-of-credits',
  'missing-key',
  'key-rejected',
  'not-permitted',
  'keychain-absent',
  'keychain-locked',
  'keychain-refused',
  'keychain-hanging',
  'output-unwritable',
  'disk-full',
  'cancelled',
])

/** How the program ends on a failure that met the command itself, not one of its pictures. */
export function endingOfFailure(code: ErrorCode): Ending {
  if (usageCodes.has(code)) return 'usage'
  return pausedCodes.has(code) ? 'paused' : 'unexpected'
}

export function endingOfBatch(view: BatchView): Ending {
  const verdict = verdictOf(view)
  return verdict === 'cancelled' ? 'paused' : verdict
}

const byUrgency: readonly Ending[] = ['unexpected', 'unresolved', 'paused', 'failed', 'usage', 'done']

/** Of several batches, the ending that asks most of whoever reads it. */
export function worstEnding(endings: readonly Ending[]): Ending {
  return byUrgency.find((ending) => endings.includes(ending)) ?? 'done'
}
