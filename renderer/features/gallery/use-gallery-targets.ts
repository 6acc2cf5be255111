import { useMemo } from 'react'
import { useFrom, useStores, type Stores } from '../../app/stores.ts'
import { galleryRejected } from './gallery-rejected.ts'
import type { AgainItem, ReviewTargets } from '../review/review-targets.ts'
import type { GalleryEntry } from './entries/entry.ts'
import { moveTo } from './entries/selection.ts'
import { shownOf, type Shown } from './entries/shown.ts'

/** What the keys of review mean in the grid: the results that are selected, or else the keyboard's. */
export function useGalleryTargets({ entries, order }: Shown): ReviewTargets {
  const stores = useStores()
  const isBatch = useFrom('place', ({ place }) => place.kind === 'batch')
  const current = useFrom('selection', (state) => state.current)
  const selected = useFrom('selection', (state) => state.selected)
  return useMemo(() => {
    const entryOf = (key: string | null): GalleryEntry | undefined => entries[order.indexOf(key)]
    const keys = selected.size > 0 ? [...selected] : [current]
    const meant = (): readonly Meant[] =>
      keys.flatMap((key) => {
        const entry = entryOf(key)
        return entry === undefined || entry.outputId === null ? [] : { ...entry, outputId: entry.outputId }
      })
    return {
      // The sources of the table show none of their results here.
      isAny: isBatch && keys.some((key) => (entryOf(key)?.outputId ?? null) !== null),
      hasItems: isBatch && keys.some((key) => entryOf(key) !== undefined),
      outputs: () => meant().map(({ outputId }) => outputId),
      marksOf: lookUp(() => new Map(meant().map(({ outputId, marks }) => [outputId, marks]))),
      items: () => itemsOf(stores, new Set(keys)),
      move: (steps) => move(stores, steps),
      others: [],
      rejected: isBatch ? (of) => Promise.resolve(galleryRejected(stores, of)) : null,
    }
  }, [stores, entries, order, isBatch, current, selected])
}

interface Meant extends GalleryEntry {
  readonly outputId: string
}

/** Asked for one result after another, and made at the first question only. */
function lookUp<T>(make: () => ReadonlyMap<string, T>): (key: string) => T | null {
  let made: ReadonlyMap<string, T> | null = null
  return (key) => (made ??= make()).get(key) ?? null
}

function itemsOf({ items, batches }: Stores, keys: ReadonlySet<string | null>): readonly AgainItem[] {
  const { rows, batchId } = items.getState()
  const model = batches.getState().batches.find(({ id }) => id === batchId)?.model ?? ''
  return rows.filter(({ id }) => keys.has(id)).map(({ id, prompt }) => ({ id, prompt, model }))
}

function move(stores: Stores, steps: number): () => void {
  const { selection } = stores
  const { order } = shownOf(stores)
  const from = selection.getState().current
  const goTo = (index: number): void =>
    selection.setState((state) => moveTo(state, { order: shownOf(stores).order, index, extends: false, keeps: false }))
  goTo(Math.min(Math.max(order.indexOf(from) + steps, 0), order.keys.length - 1))
  return () => goTo(shownOf(stores).order.indexOf(from))
}
