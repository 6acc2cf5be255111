import type { ItemStatus, Mode, SkipReason } from '../domain/item.ts'
import type { NanoUsd } from '../domain/money.ts'
import type { FileVerdict, ItemRelation, Rating, Verdict } from '../domain/review.ts'
import type { Failure } from '../errors.ts'
import type { HistoryQuery } from './history-inputs.ts'
import type { OutputRow, PathId, PictureId, PlanView } from './rows.ts'

/** The answer to a query. Its rows stay in their places until it is asked again; what was deleted since is left out. */
export interface HistoryView {
  readonly view: string
  /** Rows: entries, or sources where they are stacked. */
  readonly total: number
  /** Results among its entries. */
  readonly results: number
  /** What their items were charged, each counted once. Practice is not money and counts nothing. */
  readonly charged: NanoUsd
  readonly facets: HistoryFacets
}

/** How many entries each choice would show, given every other condition. Choices that show none are left out. */
export interface HistoryFacets {
  readonly modes: Readonly<Partial<Record<Mode, number>>>
  readonly models: Readonly<Record<string, number>>
  readonly statuses: Readonly<Partial<Record<ItemStatus, number>>>
  readonly verdicts: Readonly<Partial<Record<Verdict | 'none', number>>>
  /** By rating, 0 to 5: how many have exactly that. */
  readonly ratings: readonly number[]
  /** By the key of a tag. Results have all tags that are chosen, so that each choice says what adding it would leave. */
  readonly tags: Readonly<Record<string, number>>
}

/** A result, or an item that has none. */
export interface HistoryRow {
  /** Of the entry; counts up in the order things were made. */
  readonly id: number
  readonly itemId: string
  readonly batchId: string
  readonly batchNumber: number
  readonly sourceId: string
  readonly mode: Mode
  readonly model: string
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly failure: Failure | null
  /** Of the source, as it was added. */
  readonly name: string
  readonly prompt: string
  readonly at: string
  /** What the item was charged. */
  readonly charged: NanoUsd
  readonly source: PictureId
  readonly result: HistoryResult | null
  /** Entries of the same source in this query, this one included; 1 where nothing is stacked. */
  readonly stack: number
}

export interface HistoryResult {
  readonly id: string
  readonly picture: PictureId
  readonly name: string
  /** Share of the picture that differs from its source, 0 to 1; null where that is not known. */
  readonly changed: number | null
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly isFlagged: boolean
  /** What the last look at its file found; null where it was never verified. */
  readonly file: FileVerdict | null
  readonly isBinned: boolean
}

export interface HistoryFolder {
  readonly id: PathId
  /** null for the folders at the top. */
  readonly parent: PathId | null
  /** What its path has beyond that of its parent: a chain of folders with nothing else in them is one. */
  readonly name: string
  readonly path: string
  /** Entries in it and below. */
  readonly count: number
}

export interface TimelineMonth {
  /** `YYYY-MM` of the user's calendar. */
  readonly month: string
  readonly count: number
  /** Where its first row stands in the view; null where the view is not sorted by date. */
  readonly position: number | null
}

export interface SavedSearch {
  readonly id: string
  readonly name: string
  readonly query: HistoryQuery
}

export interface CollectionRow {
  readonly id: string
  readonly name: string
  readonly count: number
}

/** `undo` is what `review:undo` takes. */
export interface Reviewed {
  readonly undo: string
  readonly changed: number
}

export interface Binned extends Reviewed {
  readonly failed: readonly { readonly path: string; readonly failure: Failure }[]
}

/** Everything about one result. */
export interface ResultDetails {
  readonly row: HistoryRow
  readonly output: OutputRow
  readonly sourcePath: string
  /** False where the file is not at `sourcePath` any more; its thumbnail is shown then. */
  readonly isSourceThere: boolean
  readonly isFileThere: boolean
  readonly tags: readonly string[]
  readonly note: string
  readonly sha256: string
  readonly sourceSha256: string
  readonly verifiedAt: string | null
  /** How it comes back from the bin, by `review:undo`, with all that went there with it; null where it is not there, or not any more. */
  readonly putBack: { readonly undo: string; readonly count: number } | null
  readonly runIds: readonly string[]
  /** From the first source to this result, and what was made of it. */
  readonly lineage: Lineage
  readonly collections: readonly string[]
  /** Whether the same request can be expected to give the same picture. */
  readonly repeatable: 'always' | 'with-seed' | 'never'
}

export interface LineageStep {
  readonly itemId: string
  readonly batchNumber: number
  readonly model: string
  readonly prompt: string
  readonly charged: NanoUsd
  readonly relation: ItemRelation | null
  readonly source: PictureId
  readonly outputId: string | null
  readonly result: PictureId | null
  readonly name: string
}

export interface Lineage {
  /** Oldest first; the last one made this result. */
  readonly steps: readonly LineageStep[]
  /** Of all steps. */
  readonly charged: NanoUsd
  /** Items that used this result as their source, or did its item again; newest first, the first hundred. */
  readonly later: readonly LineageStep[]
}

/** A plan that does earlier items again. */
export interface AgainView extends PlanView {
  /** Items whose request could not be rebuilt, and why. */
  readonly left: readonly { readonly name: string; readonly failure: Failure }[]
  readonly repeatable: ResultDetails['repeatable']
}

/** What the channels of history and review answer. */
export interface HistoryOutputs {
  'history:open': HistoryView
  'history:rows': readonly HistoryRow[]
  /** Where in a view an entry stands, or its stack where there are stacks; null where the view does not have it. */
  'history:find': number | null
  /** Ids of results in a part of a view, both ends included, for a selection. */
  'history:outputs': readonly string[]
  /** Newest first. */
  'history:timeline': readonly TimelineMonth[]
  'history:folders': readonly HistoryFolder[]
  'history:tags': readonly { readonly tag: string; readonly count: number }[]
  'searches:list': readonly SavedSearch[]
  'searches:save': SavedSearch
  'searches:remove': void
  'searches:restore': void
  'searches:export':
    | { readonly kind: 'written' | 'dismissed' }
    | { readonly kind: 'text'; readonly fileName: string; readonly text: string }
  'searches:import': SavedSearch
  'collections:list': readonly CollectionRow[]
  'collections:save': CollectionRow
  'collections:remove': void
  'collections:restore': void
  /** The results it changed: those that were not in it before, or were. */
  'collections:put': readonly string[]
  'review:change': Reviewed
  /** Moves results to the system's bin. */
  'review:bin': Binned
  'review:undo': void
  'results:read': ResultDetails
  /** Looks below a folder for sources that are not in their place, by name and content; says how many it found. */
  'results:locate': number
  'plan:again': AgainView
}
