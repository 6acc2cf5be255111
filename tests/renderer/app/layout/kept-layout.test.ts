import { describe, expect, it } from 'vitest'
import { readKeptLayout, writeKeptLayout } from '../../../../renderer/app/layout/kept-layout.ts'
import { usualLayout } from '../../../../renderer/app/layout/layout-store.ts'
import { createPlaceStore } from '../../../../renderer/app/layout/place-store.ts'

describe('the layout that is kept', () => {
  it('comes back as it was, without what was searched for', () => {
    const place = createPlaceStore({ place: { kind: 'batch', batchId: 'b1' }, view: 'loupe', search: 'cat' }).getState()
    const layout = { ...usualLayout, sidebarWidth: 300, isRecipeShown: false, closedSections: ['folders'] }
    const read = readKeptLayout(writeKeptLayout(place, layout))
    expect(read.layout).toEqual(layout)
    expect(createPlaceStore(read.place).getState()).toEqual({ ...place, search: '' })
  })

  it.each([undefined, '', '{"place":', 'null', '[]', '{"place":7,"layout":"wide"}'])(
    'is the usual one for %j',
    (text) => {
      expect(readKeptLayout(text)).toEqual({ place: {}, layout: usualLayout })
    },
  )

  it('drops what does not fit into a window', () => {
    const text = JSON.stringify({
      place: { place: { kind: 'batch' }, view: 'cinema', cellSize: 5_000 },
      layout: { sidebarWidth: 9_000, recipeWidth: '300', closedSections: ['folders', 3] },
    })
    expect(readKeptLayout(text)).toEqual({ place: {}, layout: { ...usualLayout, closedSections: ['folders'] } })
  })
})
