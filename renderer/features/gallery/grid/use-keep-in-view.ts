import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { cellId } from './grid-cell.tsx'
import type { GridLayout } from './layout.ts'
import { scrollTops } from './scroll-memory.ts'
import { useSteadyLayout } from './use-steady-layout.ts'
import type { Shown } from '../entries/shown.ts'

interface View {
  readonly layout: GridLayout
  readonly shown: Shown
}

/**
 * Holds on to what is looked at: the place's scroll position when coming back, the same pictures when cells change their
 * size, and the keyboard's entry when it moves.
 */
export function useKeepInView(scroller: RefObject<HTMLElement | null>, { layout, shown }: View): void {
  const { selection } = useStores()
  const indexOfCurrent = useCallback(() => shown.order.indexOf(selection.getState().current), [shown, selection])
  useRememberedTop(scroller, { layout, shown })
  useSteadyLayout(scroller, layout, indexOfCurrent)
  useFollowCurrent(scroller, { layout, shown })
  useKeepFocus({ layout, shown })
}

function useRememberedTop(scroller: RefObject<HTMLElement | null>, { layout, shown }: View): void {
  const memory = scrollTops(useStores())
  const { placeKey, isLoaded } = shown
  const isMeasured = layout.width > 0
  /** Where to go back to, null once that is done: only then does scrolling count. */
  const wanted = useRef<number | null>(null)
  useLayoutEffect(() => {
    wanted.current = memory.get(placeKey) ?? 0
  }, [memory, placeKey])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || !isMeasured) return
    if (wanted.current !== null) {
      element.scrollTo({ top: wanted.current })
      if (isLoaded || wanted.current === 0) wanted.current = null
    }
    const onScroll = (): void => {
      if (wanted.current === null) memory.set(placeKey, element.scrollTop)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, memory, placeKey, isMeasured, isLoaded])
}

/** The focus goes with the keyboard's entry where it was in the grid already. */
function useFollowCurrent(scroller: RefObject<HTMLElement | null>, { layout, shown }: View): void {
  const current = useFrom('selection', (state) => state.current)
  // Whoever comes from elsewhere to one picture may be here before it is, and before it is known where things lie.
  const isThere = layout.width > 0 && shown.order.indexOf(current) !== -1
  const latest = useRef({ layout, shown })
  useLayoutEffect(() => {
    latest.current = { layout, shown }
  })
  useEffect(() => {
    const element = scroller.current
    const { layout, shown } = latest.current
    const index = shown.order.indexOf(current)
    if (element === null || current === null || !isThere) return
    revealRow(element, layout, Math.floor(index / layout.columns))
    if (element.contains(document.activeElement)) {
      document.getElementById(cellId(current))?.focus({ preventScroll: true })
    }
  }, [scroller, current, isThere])
}

/** Nowhere, or on a cell that is not the current one. */
function isAstray(current: string): boolean {
  const active = document.activeElement
  return active === document.body || (active?.role === 'gridcell' && active.id !== cellId(current))
}

/** A cell that comes to stand in another row is made anew, and the keyboard would be nowhere. */
function useKeepFocus({ layout, shown }: View): void {
  const { selection } = useStores()
  const { columns } = layout
  const { order } = shown
  useEffect(() => {
    const { current } = selection.getState()
    if (current === null || order.indexOf(current) === -1 || columns === 0 || !isAstray(current)) return
    const frame = requestAnimationFrame(() => document.getElementById(cellId(current))?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(frame)
  }, [selection, columns, order])
}

export function revealRow(element: HTMLElement, { rowHeight, gap }: GridLayout, row: number): void {
  const top = row * rowHeight
  const bottom = top + rowHeight + gap
  if (top < element.scrollTop) element.scrollTop = top
  else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight
}
