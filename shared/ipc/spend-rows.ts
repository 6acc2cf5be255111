import type { Mode } from '../domain/item.ts'
import type { NanoUsd } from '../domain/money.ts'
import type { Failure } from '../errors.ts'
import type { ServiceId } from '../models/model.ts'

/** What was spent in some days of one mode; practice and real money are never in one figure. */
export interface SpendOverview {
  readonly mode: Mode
  readonly from: string
  readonly to: string
  /** Every day, oldest first. */
  readonly days: readonly SpendDay[]
  readonly charged: NanoUsd
  /** Still held for requests of these days. */
  readonly held: NanoUsd
  /** Most expensive first. */
  readonly models: readonly SpendByModel[]
  /** Most expensive first, the first few hundred. */
  readonly batches: readonly SpendByBatch[]
  readonly batchCount: number
  /** Requests that ended without a charge. */
  readonly refused: number
  /** Results of these days that were marked to be kept. */
  readonly kept: number
  /** Unanswered requests of this mode, whatever their day. */
  readonly unanswered: readonly SpendUnanswered[]
  /** Months in which money moved, newest first. */
  readonly months: readonly string[]
}

export interface SpendDay {
  readonly day: string
  readonly charged: NanoUsd
  readonly held: NanoUsd
}

interface SpendSums {
  readonly charged: NanoUsd
  /** Requests that were charged. */
  readonly requests: number
  readonly refused: number
  readonly kept: number
}

export interface SpendByModel extends SpendSums {
  readonly model: string
}

export interface SpendByBatch extends SpendSums {
  readonly id: string
  readonly number: number
  readonly model: string
}

export interface SpendUnanswered {
  readonly batchId: string
  readonly batchNumber: number
  readonly count: number
  readonly atStake: NanoUsd
}

export const differenceKinds = ['only-here', 'only-there', 'other-amount'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

/** A request the ledger and the service do not say the same of. */
export interface SpendDifference {
  readonly kind: DifferenceKind
  readonly day: string
  readonly at: string
  readonly here: NanoUsd
  readonly there: NanoUsd
  readonly model: string
  /** null for what only the service knows. */
  readonly batchId: string | null
  readonly batchNumber: number | null
  /** Of its source. */
  readonly name: string | null
  readonly attempt: string | null
  /** The service's own name for the request. */
  readonly runId: string | null
  /** Sent by Lightbench, as far as the service's record says; null where it does not say. */
  readonly isOurs: boolean | null
}

/** The ledger beside the records of one service. */
export interface Reconciled {
  readonly service: ServiceId
  readonly here: NanoUsd
  readonly there: NanoUsd
  /** Requests both say the same of. */
  readonly matched: number
  /** Requests under way, or so new that the service may not list them yet. */
  readonly pending: number
  /** Records that do not say what they cost. */
  readonly unknown: number
  /** False where the service has more records than were read. */
  readonly isWhole: boolean
  readonly days: readonly { readonly day: string; readonly here: NanoUsd; readonly there: NanoUsd }[]
  /** Newest first, the first thousand. */
  readonly differences: readonly SpendDifference[]
  readonly differenceCount: number
}

/** How far the comparison with the services is or was. */
export interface ReconcileState {
  readonly phase: 'idle' | 'asking' | 'done' | 'stopped'
  readonly mode: Mode
  readonly from: string
  readonly to: string
  /** Records read so far. */
  readonly read: number
  readonly results: readonly Reconciled[]
  /** Services that could not be asked, and why. */
  readonly failures: readonly { readonly service: ServiceId; readonly failure: Failure }[]
  readonly endedAt: string | null
}

/** What the channels about money answer. */
export interface SpendOutputs {
  'spend:overview': SpendOverview
  'reconcile:read': ReconcileState
  /** Resolves at once; how far it is is told by events. One runs at a time. */
  'reconcile:start': void
  'reconcile:stop': void
}
