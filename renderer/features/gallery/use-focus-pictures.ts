import { useCallback, useEffect, useRef, type RefObject } from 'react'
import type { PlaceState } from '../../app/layout/place-store.ts'

/** What the keyboard goes on with: the cell it stood on, the picture on the stage, or the row. */
const current = '[role="gridcell"][tabindex="0"], [data-stage], .row-list [tabindex="0"]'
/** The grid needs a few frames to know which cells are in sight. */
const mostFrames = 10

/** Puts the focus on the pictures inside of `area`, as soon as they are drawn. */
export function useFocusPictures(area: RefObject<HTMLElement | null>): () => void {
  return useCallback(() => focusSoon(area, mostFrames), [area])
}

function focusSoon(area: RefObject<HTMLElement | null>, frames: number): void {
  const target = area.current?.querySelector<HTMLElement>(current)
  if (target) target.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusSoon(area, frames - 1))
}

/** Whoever leaves the loupe goes on with the keyboard where they were. */
export function useFocusOnReturn(view: PlaceState['view'], focusPictures: () => void): void {
  const before = useRef(view)
  useEffect(() => {
    if (view === 'grid' && before.current !== 'grid') focusPictures()
    before.current = view
  }, [view, focusPictures])
}
