import type { FileVerdict } from '../domain/review.ts'
import type { Failure } from '../errors.ts'
import type { FolderView } from './rows.ts'

/** A result that is not simply there as it was written. */
export interface FindingRow {
  readonly outputId: string
  readonly batchNumber: number
  /** Of its source. */
  readonly name: string
  readonly path: string
  readonly verdict: FileVerdict
  /** Where its bytes are now; only for `moved`. */
  readonly foundAt: string | null
}

/** How far a look at all results of a batch, or of the library, is or was. */
export interface VerifyState {
  readonly phase: 'idle' | 'verifying' | 'done' | 'stopped' | 'failed'
  /** null: every batch. */
  readonly batchId: string | null
  readonly done: number
  readonly total: number
  readonly counts: Readonly<Partial<Record<FileVerdict, number>>>
  /** The first thousand, missing ones last. */
  readonly findings: readonly FindingRow[]
  readonly failure: Failure | null
  readonly endedAt: string | null
}

export interface RepairReportView {
  readonly files: number
  readonly known: number
  readonly adopted: number
  readonly moved: number
  readonly copies: number
  readonly withSource: number
  readonly unreadable: readonly string[]
}

/** How far the taking up of results the library does not know is or was. */
export interface RepairState {
  readonly phase: 'idle' | 'reading' | 'done' | 'stopped' | 'failed'
  readonly done: number
  readonly total: number | null
  readonly report: RepairReportView | null
  readonly failure: Failure | null
}

/** What the channels about files and their records answer. */
export interface CheckOutputs {
  /** A folder to look in; null where the dialog was closed without a choice. */
  'folders:search': FolderView | null
  'verify:read': VerifyState
  /** Resolves at once; how far it is is told by events. One runs at a time. */
  'verify:start': void
  'verify:stop': void
  /** Takes the places of moved results of the last look for theirs; says how many. */
  'verify:relink': number
  'repair:read': RepairState
  'repair:start': void
  'repair:stop': void
}
