import type { Failure } from '../../../shared/errors.ts'
import type { PictureId } from '../../../shared/ipc/rows.ts'
import type { Marks } from '../review/marks/marks.ts'
import type { ReviewTargets } from '../review/review-targets.ts'

/** Where a walk can stop: a source, an item, a result or a stack of them, with what its list knows of it. */
export interface Stop {
  /** Never two the same in one walk. */
  readonly key: string
  readonly name: string
  /** The source's picture. */
  readonly picture: PictureId
  /** The result's picture, null where there is none to show. */
  readonly after: PictureId | null
  /** The result that is shown first; null where there is none, or where the list does not know it. */
  readonly outputId: string | null
  /** What the row of that result says. */
  readonly marks: Marks
  readonly failure: Failure | null
  /** Whom to ask for all there is to see of it. */
  readonly asks:
    | { readonly kind: 'source'; readonly id: number }
    | { readonly kind: 'item'; readonly id: string }
    /** Every result of a source in history, the item's own first. */
    | { readonly kind: 'stack'; readonly sourceId: string; readonly itemId: string }
}

/** Pictures that are looked at one after another: those of the gallery, or of a view of history. */
export interface Walk {
  readonly count: number
  readonly index: number
  /** null while it is on its way. The same object as long as nothing about it changed. */
  readonly stop: Stop | null
  /** null for one that was not read yet; asking for it does not read it. */
  readonly at: (index: number) => Stop | null
  /** Beyond the ends it stays at the end. */
  readonly goTo: (index: number) => void
  /** Leads back to a stop from wherever the walk is by then, as long as it still has it. */
  readonly returnTo: (stop: Stop) => void
  /** Two to four that are selected, in their order; empty otherwise. */
  readonly several: readonly Stop[]
  readonly rejected: ReviewTargets['rejected']
}
