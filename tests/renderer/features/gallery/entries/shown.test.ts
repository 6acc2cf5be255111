import { describe, expect, it } from 'vitest'
import type { ItemRow, SourceRow } from '../../../../../shared/ipc/rows.ts'
import { noMoney } from '../../../../../shared/domain/money.ts'
import { createPlaceStore } from '../../../../../renderer/app/layout/place-store.ts'
import { createItemStore } from '../../../../../renderer/features/batch/item-store.ts'
import { createSelectionStore } from '../../../../../renderer/features/gallery/entries/selection-store.ts'
import { selectedShown, selectedSourceIds, shownOf } from '../../../../../renderer/features/gallery/entries/shown.ts'
import { applySourceEvent, createSourceStore } from '../../../../../renderer/features/gallery/entries/source-store.ts'

function buildSource(id: number, folder = ''): SourceRow {
  return { id, name: `${id}.jpg`, folder, bytes: 1, modifiedMs: 1, picture: `p${id}`, results: 0, status: null }
}

function buildItem(position: number, change: Partial<ItemRow> = {}): ItemRow {
  return {
    id: `item-${position}`,
    batchId: 'batch',
    position,
    label: `shoot/${position}.jpg`,
    picture: `p${position}`,
    prompt: 'a sky',
    status: 'queued',
    skipReason: null,
    failure: null,
    charged: noMoney,
    atStake: noMoney,
    outputs: [],
    sourceId: position,
    ...change,
  }
}

function createTestStores() {
  const stores = {
    place: createPlaceStore({}),
    sources: createSourceStore(),
    items: createItemStore(),
    selection: createSelectionStore(),
  }
  const rows = [buildSource(1), buildSource(2, 'shoot'), buildSource(3, 'shoot/raw')]
  applySourceEvent(stores.sources, { total: 3, isWhole: false, rows })
  return stores
}

const select = (...keys: string[]) => ({ selected: new Set(keys), anchor: null, current: null })

describe('what is shown', () => {
  it('is the same object until something changes', () => {
    const stores = createTestStores()
    const before = shownOf(stores)
    stores.selection.setState(select('1'))
    stores.place.setState({ cellSize: 200 })
    expect(shownOf(stores)).toBe(before)
    stores.place.setState({ search: '2' })
    expect(shownOf(stores).entries.map(({ key }) => key)).toEqual(['2'])
  })

  it('keeps the order of keys where only a status changed', () => {
    const stores = createTestStores()
    const { order } = shownOf(stores)
    applySourceEvent(stores.sources, { total: 3, isWhole: false, rows: [{ ...buildSource(1), status: 'done' }] })
    expect(shownOf(stores).entries[0]?.status).toBe('done')
    expect(shownOf(stores).order).toBe(order)
  })

  it('is the items of a batch where that is the place, and nothing of another batch', () => {
    const stores = createTestStores()
    stores.place.setState({ place: { kind: 'batch', batchId: 'batch' } })
    expect(shownOf(stores)).toMatchObject({ isLoaded: false, total: 0 })
    stores.items.setState({ batchId: 'batch', rows: [buildItem(0)], isLoaded: true })
    expect(shownOf(stores).entries).toMatchObject([{ key: 'item-0', name: '0.jpg', folder: 'shoot', after: null }])
  })
})

describe('what a recipe runs on', () => {
  it('is the whole table where nothing is selected', () => {
    expect(selectedSourceIds(createTestStores())).toEqual({ all: true })
  })

  it('is what is selected', () => {
    const stores = createTestStores()
    stores.selection.setState(select('3', '1'))
    expect(selectedSourceIds(stores)).toEqual({ ids: [3, 1] })
  })

  it('is what the folder, filter and search leave, and never a selected picture nobody sees', () => {
    const stores = createTestStores()
    stores.place.setState({ place: { kind: 'table', folder: 'shoot' } })
    expect(selectedSourceIds(stores)).toEqual({ ids: [2, 3] })
    stores.selection.setState(select('1', '3'))
    stores.place.setState({ search: '3' })
    expect(selectedSourceIds(stores)).toEqual({ ids: [3] })
    expect(selectedShown(stores)).toBe(1)
  })

  it('is nothing where nothing is shown, or the place is not the table', () => {
    const stores = createTestStores()
    stores.place.setState({ search: 'no such name' })
    expect(selectedSourceIds(stores)).toBe(null)
    stores.place.setState({ search: '', place: { kind: 'batch', batchId: 'batch' } })
    expect(selectedSourceIds(stores)).toBe(null)
  })
})
