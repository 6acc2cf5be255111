/** The life of an item; `docs/architecture.md` draws it. One list: the database check, CLI and page derive from it. */
export const itemStatuses = [
  'planned', // part of a quote, not started
  'queued', // may be started
  'preparing', // the worker makes the bytes to send
  'reserved', // worst-case price is held against every cap
  'submitting', // journalled; the paid request may be on its way
  'accepted', // the provider's run id is known
  'waiting', // the provider works
  'fetching', // result bytes are on their way
  'finishing', // output rules, metadata, publishing
  'done',
  'parked', // stopped by a cap, key, credit or disk; goes on by `resume`
  'unresolved', // a paid request without an answer; never re-sent without proof or a yes
  'failed',
  'cancelled',
  'skipped', // nothing to do or nothing that can be sent; see the skip reason
] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** Statuses an item stays in until somebody asks for more. */
export const settledStatuses = ['done', 'failed', 'cancelled', 'skipped'] as const satisfies readonly ItemStatus[]
export type SettledStatus = (typeof settledStatuses)[number]

export function isSettled(status: ItemStatus): status is SettledStatus {
  return (settledStatuses as readonly ItemStatus[]).includes(status) // `includes` wants the narrower type otherwise.
}

/** Statuses of an item that was sent and is still collected, whatever becomes of its batch. */
export const sentStatuses = [
  'submitting',
  'accepted',
  'waiting',
  'fetching',
  'finishing',
] as const satisfies readonly ItemStatus[]

/** Statuses of an item that is being worked on. */
export const runningStatuses = ['preparing', 'reserved', ...sentStatuses] as const satisfies readonly ItemStatus[]

export function isRunningStatus(status: ItemStatus): boolean {
  return (runningStatuses as readonly ItemStatus[]).includes(status) // `includes` wants the narrower type otherwise.
}

/** Statuses from which an item goes on by itself once its batch runs. */
export const goingOn = itemStatuses.filter((status) => !isSettled(status) && status !== 'unresolved')

/** Why a picture of a quote is not sent. */
export const skipReasons = [
  'already-done', // the same pixels and the same request have a result in history
  'duplicate', // the same pixels and the same request stand earlier in this batch
  'output-exists', // conflict rule "skip" and the target is there
  'no-row', // a CSV was given and has no row for it
] as const
export type SkipReason = (typeof skipReasons)[number]

export const batchStatuses = ['planned', 'running', 'paused', 'done', 'cancelled'] as const
export type BatchStatus = (typeof batchStatuses)[number]

/** Practice and paid work share one pipeline and never one history. */
export const modes = ['paid', 'practice'] as const
export type Mode = (typeof modes)[number]
