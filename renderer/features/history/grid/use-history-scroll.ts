import { useCallback, useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import type { GridLayout } from '../../gallery/grid/layout.ts'
import { revealRow } from '../../gallery/grid/use-keep-in-view.ts'
import { useSteadyLayout } from '../../gallery/grid/use-steady-layout.ts'
import { cellIdAt } from './history-cell.tsx'

/**
 * Holds on to what is looked at: where the grid was left, the same pictures when cells change their size or new results
 * come before them, and the keyboard's place when it moves.
 */
export function useHistoryScroll(scroller: RefObject<HTMLElement | null>, layout: GridLayout): void {
  const { history } = useStores()
  const indexOfCurrent = useCallback(() => history.getState().current?.position ?? -1, [history])
  useRememberedTop(scroller, layout)
  useSteadyLayout(scroller, layout, indexOfCurrent)
  useFollowAnswer(scroller, layout)
  useFollowGoal(scroller, layout)
  useFollowCurrent(scroller, layout)
}

/** Comes back to where the grid was left, or to what was gone on to since. */
function useRememberedTop(scroller: RefObject<HTMLElement | null>, layout: GridLayout): void {
  const { history } = useStores()
  const isMeasured = layout.width > 0
  const latest = useRef(layout)
  useLayoutEffect(() => {
    latest.current = layout
  })
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null || !isMeasured) return
    const { scrollTop, current } = history.getState()
    element.scrollTo({ top: scrollTop })
    if (current !== null) revealRow(element, latest.current, Math.floor(current.position / latest.current.columns))
    const onScroll = (): void => history.setState({ scrollTop: element.scrollTop })
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller, history, isMeasured])
}

/** Another query begins at the top; the same one again keeps what was in sight where it was. */
function useFollowAnswer(scroller: RefObject<HTMLElement | null>, layout: GridLayout): void {
  const shown = useFrom('history', (state) => state.shown)
  const before = useRef(shown)
  useLayoutEffect(() => {
    const element = scroller.current
    const isSameQuery = before.current?.query === shown?.query
    if (element === null || before.current === shown) return
    before.current = shown
    if (!isSameQuery) {
      element.scrollTo({ top: 0 })
      return
    }
    const moved = shown?.moved ?? null
    if (moved === null || layout.width === 0) return
    const rows = Math.floor(moved.to / layout.columns) - Math.floor(moved.from / layout.columns)
    if (rows !== 0) element.scrollBy({ top: rows * layout.rowHeight })
  }, [scroller, layout, shown])
}

/** Begins with a place somebody asked for, once for each wish. */
function useFollowGoal(scroller: RefObject<HTMLElement | null>, { width, columns, rowHeight }: GridLayout): void {
  const { history } = useStores()
  const goal = useFrom('history', (state) => state.goal)
  useLayoutEffect(() => {
    if (goal === null || width === 0) return
    scroller.current?.scrollTo({ top: Math.floor(goal.position / columns) * rowHeight })
    history.setState({ goal: null })
  }, [scroller, history, goal, width, columns, rowHeight])
}

/** The focus goes with the keyboard's place where it was in the grid already, or where its cell was lost. */
function useFollowCurrent(scroller: RefObject<HTMLElement | null>, layout: GridLayout): void {
  const position = useFrom('history', (state) => state.current?.position ?? null)
  const latest = useRef(layout)
  useLayoutEffect(() => {
    latest.current = layout
  })
  const isFirst = useRef(true)
  useEffect(() => {
    const element = scroller.current
    const { columns, width } = latest.current
    const isMount = isFirst.current
    isFirst.current = false
    if (element === null || position === null || width === 0 || isMount) return
    const hadFocus = element.contains(document.activeElement) || document.activeElement === document.body
    revealRow(element, latest.current, Math.floor(position / columns))
    if (!hadFocus) return
    // The cell may only come into the document by scrolling to it.
    const frame = requestAnimationFrame(() =>
      document.getElementById(cellIdAt(position))?.focus({ preventScroll: true }),
    )
    return () => cancelAnimationFrame(frame)
  }, [scroller, position])
}
