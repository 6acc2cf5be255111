import { useEffect, useMemo } from 'react'
import { useFrom, useStores, type Stores } from '../../app/stores.ts'
import type { GalleryEntry } from './entries/entry.ts'
import { shownOf, type Shown } from './entries/shown.ts'
import { galleryRejected } from './gallery-rejected.ts'
import type { Stop, Walk } from '../compare/walk.ts'

/** The way through what the gallery shows; null where nothing is shown. */
export function useGalleryWalk(shown: Shown): Walk | null {
  const stores = useStores()
  const { selection } = stores
  const current = useFrom('selection', (state) => state.current)
  const selected = useFrom('selection', (state) => state.selected)
  const isBatch = useFrom('place', ({ place }) => place.kind === 'batch')
  const index = Math.max(0, shown.order.indexOf(current))
  const key = shown.entries[index]?.key ?? null
  useEffect(() => {
    if (key !== null && key !== current) selection.setState({ current: key, anchor: key })
  }, [selection, key, current])
  return useMemo(
    () => createWalk(stores, { shown, index, isBatch, selected }),
    [stores, shown, index, isBatch, selected],
  )
}

interface GalleryPlace {
  readonly shown: Shown
  readonly index: number
  readonly isBatch: boolean
  readonly selected: ReadonlySet<string>
}

/** Beside each other. */
const most = 4

function createWalk(stores: Stores, { shown, index, isBatch, selected }: GalleryPlace): Walk | null {
  const { entries } = shown
  if (entries.length === 0) return null
  const at = (wanted: number): Stop | null => stopOf(entries[wanted], isBatch)
  return {
    count: entries.length,
    index,
    stop: at(index),
    at,
    goTo: (wanted) => {
      const entry = entries[Math.min(Math.max(wanted, 0), entries.length - 1)]
      if (entry !== undefined) goToKey(stores, entry.key)
    },
    returnTo: ({ key }) => goToKey(stores, key),
    several:
      selected.size < 2 || selected.size > most
        ? []
        : entries.filter(({ key }) => selected.has(key)).flatMap((entry) => stopOf(entry, isBatch) ?? []),
    rejected: isBatch ? (of) => Promise.resolve(galleryRejected(stores, of)) : null,
  }
}

const stops = new WeakMap<GalleryEntry, Stop>()

/** The same object for the same entry: what is shown at a stop is asked for once. */
function stopOf(entry: GalleryEntry | undefined, isBatch: boolean): Stop | null {
  if (entry === undefined) return null
  const known = stops.get(entry)
  if (known !== undefined) return known
  const { key, name, picture, after, outputId, failure, marks } = entry
  const asks = isBatch ? { kind: 'item' as const, id: key } : { kind: 'source' as const, id: Number(key) }
  const stop = { key, name, picture, after, outputId, failure, marks, asks }
  stops.set(entry, stop)
  return stop
}

/** A selection of several is kept to walk past it; a single selected entry goes along. */
function goToKey(stores: Stores, key: string): void {
  if (shownOf(stores).order.indexOf(key) === -1) return
  stores.selection.setState(({ selected }) => ({
    selected: selected.size > 1 ? selected : new Set([key]),
    anchor: key,
    current: key,
  }))
}
