import type { Stores } from '../../app/stores.ts'
import { shownOf } from './entries/shown.ts'
import { layOver } from '../review/marks/marks.ts'
import { laidOver } from '../review/review-store.ts'
import type { Rejected } from '../review/review-targets.ts'

type GalleryStores = Pick<Stores, 'items' | 'place' | 'review' | 'selection' | 'sources'>

/** The rejected results of a batch: of what is selected of it, or of all that is shown. */
export function galleryRejected(stores: GalleryStores, of: 'selected' | 'shown'): Rejected {
  const { order } = shownOf(stores)
  const { selected } = stores.selection.getState()
  const review = stores.review.getState()
  const rejected = stores.items
    .getState()
    .rows.filter(({ id }) => order.indexOf(id) !== -1 && (of === 'shown' || selected.has(id)))
    .flatMap(({ outputs }) => outputs)
    .filter((output) => layOver(output, laidOver(review, output.id)).verdict === 'reject')
  return {
    outputs: rejected.map(({ id }) => id),
    bytes: rejected.reduce((sum, { bytes }) => sum + bytes, 0),
  }
}
