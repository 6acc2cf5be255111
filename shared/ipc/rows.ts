import type { BatchStatus, ItemStatus, Mode, SkipReason } from '../domain/item.ts'
import type { LeftOutReason } from '../domain/left-out.ts'
import type { NanoUsd } from '../domain/money.ts'
import type { PictureFacts, PictureFormat } from '../domain/picture.ts'
import type { Quote } from '../domain/quote.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { Rating, Verdict } from '../domain/review.ts'
import type { Failure } from '../errors.ts'

// What the page sees. Pictures are named by random ids that mean nothing outside this process; paths are text to read,
// and never come back.

/** Asks for pixels: see `Bridge.pictureUrl`. */
export type PictureId = string
/** Stands for a path the user chose, until this process ends. */
export type PathId = string

/** A source on the light table. */
export interface SourceRow {
  /** Counts up in the order of adding, and is never used twice in a library. */
  readonly id: number
  readonly name: string
  /** Name of the folder that was added, and the way below it, `/` between segments; what the tree is built of. */
  readonly folder: string
  readonly bytes: number
  readonly modifiedMs: number
  readonly picture: PictureId
  /** How many results it has in this mode. */
  readonly results: number
  /** Status of its latest item in this mode, null where it has none. */
  readonly status: ItemStatus | null
}

export interface SourceDetails {
  readonly row: SourceRow
  readonly path: string
  readonly facts: PictureFacts | null
  /** Why it cannot be read as a picture. */
  readonly failure: Failure | null
  readonly results: readonly OutputRow[]
}

export interface LeftOutRow {
  readonly path: string
  readonly reason: LeftOutReason
}

export interface IntakeState {
  /** `asking`: more than the 5,000 that are taken without a question; nothing is added until `intake:confirm`. */
  readonly phase: 'idle' | 'receiving' | 'looking' | 'asking'
  readonly found: number
  /** Files received and to receive, where they come by way of the browser. */
  readonly received: { readonly files: number; readonly of: number; readonly bytes: number } | null
  /** Of the last intake that ended: what was added, what was there already, what has the same bytes as another. */
  readonly last: {
    readonly added: number
    readonly known: number
    readonly duplicates: number
    readonly leftOutCount: number
    /** The first thousand. */
    readonly leftOut: readonly LeftOutRow[]
    /** How many had arrived of those that were to come by way of the browser; null where it was all of them. */
    readonly cutOff: { readonly files: number; readonly of: number } | null
  } | null
}

export interface FolderView {
  readonly id: PathId
  readonly path: string
}

export interface ReferenceView {
  readonly id: PathId
  readonly name: string
  readonly picture: PictureId
}

/** A recipe with ids in place of paths. Masks come with their editor. */
export type RecipeView = Omit<Recipe, 'references' | 'mask'> & { readonly references: readonly ReferenceView[] }

export interface RecipeRow {
  readonly id: string
  readonly name: string
  readonly updatedAt: string
  readonly recipe: RecipeView
}

export interface PlanView {
  readonly planId: string
  readonly quote: Quote
  /** Pictures that were looked at. */
  readonly total: number
}

export interface PlanProgressView {
  readonly phase: 'looking' | 'reading'
  readonly done: number
  readonly total: number | null
}

export interface BatchRow {
  readonly id: string
  readonly number: number
  readonly mode: Mode
  readonly model: string
  readonly prompt: string
  readonly status: BatchStatus
  /** Why it is paused. */
  readonly pause: Failure | null
  readonly counts: Readonly<Partial<Record<ItemStatus, number>>>
  readonly total: number
  readonly charged: NanoUsd
  readonly reserved: NanoUsd
  /** What its unanswered requests may have cost. */
  readonly atStake: NanoUsd
  /** The most that resuming it may still cost: what was not sent and is not paid. */
  readonly toSpend: NanoUsd
  readonly perItem: NanoUsd
  readonly worstCase: NanoUsd
  readonly cap: NanoUsd | null
  readonly outputFolder: string
  readonly createdAt: string
  readonly finishedAt: string | null
  /** Runs in this process: `stopping` sends nothing more and still collects; `waiting` for another process or the network. */
  readonly activity: 'none' | 'running' | 'stopping' | 'waiting'
  readonly etaMs: number | null
  /** A few of its pictures, for a list. */
  readonly pictures: readonly PictureId[]
}

export interface BatchDetails {
  readonly row: BatchRow
  readonly quote: Quote
  readonly recipe: RecipeView
}

export interface OutputRow {
  readonly id: string
  readonly name: string
  readonly path: string
  readonly picture: PictureId
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly format: PictureFormat
  /** The service marked it as possibly offensive. */
  readonly isFlagged: boolean
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly batchNumber: number
  readonly model: string
  readonly prompt: string
}

export interface ItemRow {
  readonly id: string
  readonly batchId: string
  readonly position: number
  /** Where the source lies below the folder that was added. */
  readonly label: string
  readonly picture: PictureId
  readonly prompt: string
  readonly status: ItemStatus
  readonly skipReason: SkipReason | null
  readonly failure: Failure | null
  readonly charged: NanoUsd
  /** What its unanswered request may have cost. */
  readonly atStake: NanoUsd
  readonly outputs: readonly OutputRow[]
  /** Its source on the light table, null where it is not there any more. */
  readonly sourceId: number | null
}

export interface AttemptRow {
  readonly number: number
  readonly state: string
  readonly price: NanoUsd
  readonly cost: NanoUsd | null
  readonly runId: string | null
  readonly createdAt: string
  readonly settledAt: string | null
  readonly failure: Failure | null
}

export interface ItemDetails {
  readonly row: ItemRow
  readonly sourcePath: string
  readonly facts: PictureFacts | null
  readonly attempts: readonly AttemptRow[]
}
