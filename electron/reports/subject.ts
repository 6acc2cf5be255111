import type { ItemStatus, Mode, SkipReason } from '../../shared/domain/item.ts'
import type { NanoUsd } from '../../shared/domain/money.ts'
import type { Rating, Verdict } from '../../shared/domain/review.ts'
import type { ErrorCode } from '../../shared/errors.ts'

/** What a report is about. */
export type ReportSubject =
  | { readonly kind: 'batch'; readonly id: string }
  | { readonly kind: 'collection'; readonly id: string }
  /** Entries of history in the order they are shown: results, and items that ended without one. */
  | { readonly kind: 'entries'; readonly ids: readonly number[]; readonly title: string }
  | { readonly kind: 'outputs'; readonly ids: readonly string[]; readonly title: string }

export interface ReportOutput {
  readonly id: string
  readonly path: string
  readonly sha256: string
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly tags: readonly string[]
  readonly note: string
  readonly isFlagged: boolean
  readonly isBinned: boolean
}

/** One picture as a report shows it, with the results that are meant. */
export interface ReportRow {
  readonly itemId: string
  /** Counts from 1. */
  readonly number: number
  readonly batchNumber: number
  readonly mode: Mode
  readonly model: string
  readonly source: string
  readonly sourcePath: string
  readonly sourceSha256: string
  readonly prompt: string
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly errorCode: ErrorCode | null
  readonly errorMessage: string | null
  readonly at: string
  /** Of the whole item, as the ledger has it. */
  readonly charged: NanoUsd
  /** Held for requests nobody answered yet. */
  readonly held: NanoUsd
  readonly runIds: readonly string[]
  readonly outputs: readonly ReportOutput[]
}

/** Money of one mode: practice is never added to what was really spent. */
export interface ReportMoney {
  readonly items: number
  readonly charged: NanoUsd
  readonly held: NanoUsd
}

export interface ReportTotals {
  readonly items: number
  readonly results: number
  readonly counts: Readonly<Partial<Record<ItemStatus, number>>>
  readonly verdicts: Readonly<Record<Verdict, number>>
  readonly money: Readonly<Record<Mode, ReportMoney>>
}
