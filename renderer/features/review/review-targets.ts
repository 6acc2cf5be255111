import type { Marks } from './marks/marks.ts'

/** An item that may be done again. */
export interface AgainItem {
  readonly id: string
  /** Its words, as they were sent. */
  readonly prompt: string
  readonly model: string
}

/** Results that were rejected. */
export interface Rejected {
  readonly outputs: readonly string[]
  /** Of their files; null where that is not known of all. */
  readonly bytes: number | null
}

/** What the keys of review mean in a view: the results that are selected, or the one that is looked at. */
export interface ReviewTargets {
  /** There is something to mark. */
  readonly isAny: boolean
  /** There is something to do again: with a result, or without one because it failed. */
  readonly hasItems: boolean
  /** Their ids. */
  readonly outputs: () => readonly string[]
  /** What the row of a result says; null where it was not read. */
  readonly marksOf: (output: string) => Marks | null
  /** Items behind what is meant, failed ones too. Rejects with what `request` throws. */
  readonly items: () => readonly AgainItem[] | Promise<readonly AgainItem[]>
  /** Goes on by so many pictures; returns what leads back here as long as the same pictures are shown. */
  readonly move: (steps: number) => () => void
  /** Results beside the one that is looked at, which is not among them. */
  readonly others: readonly string[]
  /** The rejected ones of what is selected, or of all that is shown; null where nobody knows. Rejects as `request` does. */
  readonly rejected: ((of: 'selected' | 'shown') => Promise<Rejected>) | null
}
