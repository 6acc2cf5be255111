import { nothingSelected } from '../../features/gallery/entries/selection.ts'
import type { SelectionState } from '../../features/gallery/entries/selection-store.ts'
import type { Place } from './place-store.ts'

/** As much as main takes; a selection beyond it is not kept. */
const mostKept = 100_000

/** What is kept of the selection while the page is gone, with the place it belongs to. */
export function writeKeptSelection(place: Place, { selected, current }: SelectionState): string {
  return JSON.stringify({ place, selected: selected.size > mostKept ? [] : [...selected], current })
}

/** Reads what `writeKeptSelection` wrote; nothing is selected where that was in another place, or cannot be read. */
export function readKeptSelection(text: string | undefined, place: Place): SelectionState {
  const kept = parse(text)
  if (JSON.stringify(kept['place']) !== JSON.stringify(place) || !Array.isArray(kept['selected']))
    return nothingSelected
  const selected = kept['selected'].filter((key) => typeof key === 'string')
  const current = typeof kept['current'] === 'string' ? kept['current'] : null
  return { selected: new Set(selected), anchor: current, current }
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text ?? 'null')
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {} // Every object is one of unknowns.
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return {}
    throw thrown
  }
}
