import type { LeftOutReason } from './left-out.ts'
import type { Mode, SkipReason } from './item.ts'
import type { NanoUsd } from './money.ts'

export interface LeftOut {
  readonly path: string
  readonly reason: LeftOutReason
}

/** The priced plan of a recipe over sources: shown before a run, stored with the batch, and binding for it. */
export interface Quote {
  readonly model: string
  readonly mode: Mode
  readonly outputFolder: string
  /** Items that will be sent; each may make several results. */
  readonly send: number
  /** Pictures that cannot be read; they are failed items and cost nothing. */
  readonly unreadable: number
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  readonly leftOut: readonly LeftOut[]
  /** Up to twenty of the target names, as examples. */
  readonly examples: readonly { readonly source: string; readonly target: string; readonly prompt: string }[]
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
