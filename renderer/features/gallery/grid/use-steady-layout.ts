import { useLayoutEffect, useRef, type RefObject } from 'react'
import type { GridLayout } from './layout.ts'

/**
 * When the number of columns or the size of cells changes, what is current keeps its height in the window, or, where that is
 * out of sight or nothing is, what stood at the top. `indexOfCurrent` gives -1 where nothing is current.
 */
export function useSteadyLayout(
  scroller: RefObject<HTMLElement | null>,
  layout: GridLayout,
  indexOfCurrent: () => number,
): void {
  const before = useRef(layout)
  useLayoutEffect(() => {
    const element = scroller.current
    const old = before.current
    before.current = layout
    if (element === null || old.width === 0) return
    if (old.columns === layout.columns && old.rowHeight === layout.rowHeight) return
    const current = indexOfCurrent()
    const currentTop = Math.floor(current / old.columns) * old.rowHeight - element.scrollTop
    const isInSight = current !== -1 && currentTop > -old.rowHeight && currentTop < element.clientHeight
    const index = isInSight ? current : Math.floor(element.scrollTop / old.rowHeight) * old.columns
    const offset = isInSight ? currentTop : -(element.scrollTop % old.rowHeight)
    element.scrollTo({ top: index === 0 ? 0 : Math.floor(index / layout.columns) * layout.rowHeight - offset })
  }, [scroller, layout, indexOfCurrent])
}
