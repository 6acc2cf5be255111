import { describe, expect, it } from 'vitest'
import { createPlaceStore } from '../../../../renderer/app/layout/place-store.ts'
import { createItemStore } from '../../../../renderer/features/batch/item-store.ts'
import { galleryRejected } from '../../../../renderer/features/gallery/gallery-rejected.ts'
import { createSelectionStore } from '../../../../renderer/features/gallery/entries/selection-store.ts'
import { createSourceStore } from '../../../../renderer/features/gallery/entries/source-store.ts'
import { createReviewStore, layMarks } from '../../../../renderer/features/review/review-store.ts'
import { generateItem } from '../../../support/page/generated.ts'

function build() {
  const batch = { id: 'batch-1', number: 1, model: 'runflow/reve/edit', prompt: 'Redder' }
  const rows = Array.from({ length: 4 }, (_, position) => generateItem({ batch, position, status: 'done' }))
  const items = createItemStore()
  items.setState({ batchId: batch.id, rows, isLoaded: true })
  const stores = {
    items,
    place: createPlaceStore({ place: { kind: 'batch', batchId: batch.id } }),
    review: createReviewStore(),
    selection: createSelectionStore(),
    sources: createSourceStore(),
  }
  const outputs = rows.map((row) => row.outputs[0]!)
  const reject = (...positions: number[]) =>
    layMarks(
      stores.review,
      positions.map((position) => outputs[position]!.id),
      () => ({ verdict: 'reject' }),
    )
  return { stores, rows, outputs, reject }
}

describe('the rejected results of a batch', () => {
  it('are those marked a moment ago too, with the size of their files', () => {
    const { stores, outputs, reject } = build()
    reject(1, 3)
    expect(galleryRejected(stores, 'shown')).toEqual({
      outputs: [outputs[1]!.id, outputs[3]!.id],
      bytes: outputs[1]!.bytes + outputs[3]!.bytes,
    })
  })

  it('may be those of the selection alone', () => {
    const { stores, rows, outputs, reject } = build()
    reject(1, 3)
    stores.selection.setState({ selected: new Set([rows[0]!.id, rows[3]!.id]) })
    expect(galleryRejected(stores, 'selected').outputs).toEqual([outputs[3]!.id])
  })

  it('are not those a search hides', () => {
    const { stores, outputs, reject } = build()
    reject(1, 3)
    stores.place.setState({ search: 'IMG_0003' })
    expect(galleryRejected(stores, 'shown').outputs).toEqual([outputs[3]!.id])
  })
})
