import { useCallback, useSyncExternalStore } from 'react'
import type { ItemRow, SourceRow } from '../../../../shared/ipc/rows.ts'
import type { Selection } from '../../../../shared/ipc/inputs.ts'
import { useStores, type Stores } from '../../../app/stores.ts'
import { createDerived } from './derived.ts'
import { createEntryQuery, type EntryList, type EntryQuery, type StatusCounts } from './entries.ts'
import { entryOfItem, entryOfSource, type GalleryEntry } from './entry.ts'
import { createKeyOrder, type KeyOrder } from './selection.ts'

/** What the middle of the window shows now. */
export interface Shown {
  readonly entries: readonly GalleryEntry[]
  readonly order: KeyOrder
  readonly counts: StatusCounts
  /** Of the place, before filter and search. */
  readonly total: number
  /** All of the place has come; before, the pages that have come are shown. */
  readonly isLoaded: boolean
  /** Names the place: scroll positions and selections belong to one. */
  readonly placeKey: string
}

type ShownStores = Pick<Stores, 'place' | 'sources' | 'items'>

const computers = new WeakMap<ShownStores, () => Shown>()

/** The same object as long as nothing that is shown changed; asking again costs nothing. */
export function shownOf(stores: ShownStores): Shown {
  const known = computers.get(stores)
  if (known !== undefined) return known()
  const created = createShown(stores)
  computers.set(stores, created)
  return created()
}

export function useShown(): Shown {
  const stores = useStores()
  const subscribe = useCallback(
    (onChange: () => void) => {
      const stops = [stores.place, stores.sources, stores.items].map((store) => store.subscribe(onChange))
      return () => stops.forEach((stop) => stop())
    },
    [stores],
  )
  return useSyncExternalStore(subscribe, () => shownOf(stores))
}

function createShown({ place, sources, items }: ShownStores): () => Shown {
  const sourceEntries = createDerived<SourceRow, GalleryEntry>(({ id }) => id, entryOfSource)
  const itemEntries = createDerived<ItemRow, GalleryEntry>(({ position }) => position, entryOfItem)
  const querySources = createEntryQuery()
  const queryItems = createEntryQuery()
  let last: { readonly list: EntryList; readonly shown: Shown } | null = null

  return () => {
    const { place: at, filter, sort, search } = place.getState()
    const query: EntryQuery = { folder: at.kind === 'table' ? at.folder : null, filter, sort, search }
    const placeKey = at.kind === 'batch' ? `batch ${at.batchId}` : `table ${query.folder ?? ''}`
    const { list, isLoaded } = at.kind === 'batch' ? listItems(at.batchId, query) : listSources(query)
    if (last?.list !== list || last.shown.isLoaded !== isLoaded || last.shown.placeKey !== placeKey) {
      const { entries, counts } = list
      const isSameOrder = last !== null && hasSameKeys(last.shown.entries, entries)
      const order = last !== null && isSameOrder ? last.shown.order : createKeyOrder(entries.map(({ key }) => key))
      last = { list, shown: { entries, order, counts, total: counts.all, isLoaded, placeKey } }
    }
    return last.shown
  }

  function listSources(query: EntryQuery): { list: EntryList; isLoaded: boolean } {
    const { rows, isLoaded } = sources.getState()
    return { list: querySources(sourceEntries(rows), query), isLoaded }
  }

  function listItems(wanted: string, query: EntryQuery): { list: EntryList; isLoaded: boolean } {
    const { batchId, rows, isLoaded } = items.getState()
    // Between two batches the store still holds the one before.
    if (batchId !== wanted) return { list: queryItems([], query), isLoaded: false }
    return { list: queryItems(itemEntries(rows), query), isLoaded }
  }
}

function hasSameKeys(left: readonly GalleryEntry[], right: readonly GalleryEntry[]): boolean {
  return left.length === right.length && left.every(({ key }, index) => key === right[index]?.key)
}

/**
 * The pictures of the table a recipe would run on: what is selected of what is shown, or everything shown where nothing
 * is selected. null where there is nothing, or where the place is not the table.
 */
export function selectedSourceIds(stores: Pick<Stores, 'place' | 'sources' | 'items' | 'selection'>): Selection | null {
  const { place } = stores.place.getState()
  if (place.kind !== 'table') return null
  const { entries, order, total } = shownOf(stores)
  const { selected } = stores.selection.getState()
  const ids = [...selected].filter((key) => order.indexOf(key) !== -1).map(Number)
  if (ids.length > 0) return { ids }
  if (entries.length === 0) return null
  if (place.folder === null && entries.length === total) return { all: true }
  return { ids: entries.map(({ key }) => Number(key)) }
}

/** How many of the selected pictures are shown. */
export function selectedShown(stores: Pick<Stores, 'place' | 'sources' | 'items' | 'selection'>): number {
  const { selected } = stores.selection.getState()
  const { filter, search } = stores.place.getState()
  // Without a filter everything of the place is shown, and only what is shown is ever selected.
  if (selected.size === 0 || (filter === 'all' && search === '')) return selected.size
  const { order } = shownOf(stores)
  let count = 0
  for (const key of selected) if (order.indexOf(key) !== -1) count += 1
  return count
}
