import type { ItemStatus, Mode, SkipReason } from './item.ts'
import type { NanoUsd } from './money.ts'

/** One source as the quote plans it. */
export interface PlannedItem {
  readonly sourceId: string
  /** Relative to the folder it was found in; what the user recognises it by. */
  readonly source: string
  readonly prompt: string
  /** Path below the output folder without extension; the extension follows the result's format. */
  readonly target: string
  readonly status: Extract<ItemStatus, 'planned' | 'skipped'>
  readonly skip: { readonly reason: SkipReason; readonly message: string; readonly itemId: string | null } | null
}

export interface LeftOut {
  readonly path: string
  readonly reason: string
  readonly message: string
}

/** The priced plan of a recipe over sources: shown before a run, stored with the batch, and binding for it. */
export interface Quote {
  readonly model: string
  readonly mode: Mode
  readonly outputFolder: string
  readonly send: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly leftOut: readonly LeftOut[]
  /** Rows of the CSV that matched no picture, as their key. */
  readonly unmatchedRows: readonly string[]
  readonly price: {
    readonly perItem: NanoUsd
    readonly asOf: string
    readonly source: string
    readonly isEstimate: boolean
  }
  /** True where the user asked to edit again what history already holds. */
  readonly again: boolean
  /** The most this batch may cost. */
  readonly worstCase: NanoUsd
  readonly cap: NanoUsd | null
  readonly balance: { readonly amount: NanoUsd | null; readonly note: string | null } | null
  /** What leaves the machine and where to, in sentences. Empty for local work. */
  readonly disclosure: readonly string[]
  readonly warnings: readonly string[]
}
