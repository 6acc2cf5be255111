/** The life of one paid request. */
export const attemptStates = [
  'reserved', // money is held; nothing was sent
  'submitting', // journalled; from here on the paid request may have been sent
  'accepted', // the service's run id is known
  'succeeded', // the result is known and its cost is charged; files may still be missing
  'failed', // the service refused or failed it; not charged
  'released', // proven never to have been accepted; not charged
  'unresolved', // no answer, and no proof either way; its price stays reserved
  'lost', // charged, and its result cannot be fetched
  'dropped', // given up without an answer; its price counts as spent
] as const
export type AttemptState = (typeof attemptStates)[number]

/** `assume` counts a price as spent because nobody can tell whether it was. */
export const ledgerKinds = ['reserve', 'release', 'charge', 'assume'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

export const outputStates = [
  'publishing', // about to appear under its final name
  'published', // verified, synced and where it belongs
  'kept', // paid bytes in the recovery folder, because they could not be written where they belong
] as const
export type OutputState = (typeof outputStates)[number]

/** Which state may follow which. The journal refuses any other step, so a bug stops an item and never moves money. */
export const attemptSteps: Readonly<Record<AttemptState, readonly AttemptState[]>> = {
  reserved: ['submitting', 'released', 'failed'],
  submitting: ['submitting', 'reserved', 'accepted', 'succeeded', 'failed', 'released', 'unresolved', 'lost'],
  accepted: ['succeeded', 'failed', 'unresolved', 'lost'],
  succeeded: ['lost'],
  failed: [],
  released: [],
  unresolved: ['unresolved', 'submitting', 'accepted', 'succeeded', 'failed', 'released', 'lost', 'dropped'],
  lost: [],
  dropped: [],
}
