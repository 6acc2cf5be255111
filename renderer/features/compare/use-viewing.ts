import { useEffect } from 'react'
import { useStores } from '../../app/stores.ts'
import type { GalleryEntry } from '../gallery/entry.ts'
import type { Shown } from '../gallery/shown.ts'

export interface Viewing {
  readonly entry: GalleryEntry
  readonly index: number
  readonly move: (steps: number) => void
  readonly goTo: (index: number) => void
}

const neighbourEdge = 2048

/** The entry that is looked at, and the way to the ones beside it. Null where nothing is shown. */
export function useViewing({ entries, order }: Shown, current: string | null): Viewing | null {
  const { selection, bridge } = useStores()
  const index = Math.max(0, order.indexOf(current))
  const entry = entries[index]
  const next = entries[index + 1]
  const before = entries[index - 1]

  useEffect(() => {
    if (entry !== undefined && entry.key !== current) selection.setState({ current: entry.key, anchor: entry.key })
  }, [selection, entry, current])
  useEffect(() => {
    // Whoever goes on to the next finds it there.
    for (const neighbour of [next, before]) {
      if (neighbour !== undefined)
        new Image().src = bridge.pictureUrl(neighbour.after ?? neighbour.picture, neighbourEdge)
    }
  }, [bridge, next, before])

  if (entry === undefined) return null
  const goTo = (wanted: number): void => {
    const target = entries[Math.min(Math.max(wanted, 0), entries.length - 1)]
    if (target === undefined) return
    selection.setState(({ selected }) => ({
      // A selection of several is kept to walk past it; a single selected entry goes along.
      selected: selected.size > 1 ? selected : new Set([target.key]),
      anchor: target.key,
      current: target.key,
    }))
  }
  return { entry, index, goTo, move: (steps) => goTo(index + steps) }
}
