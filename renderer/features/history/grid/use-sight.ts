import { useEffect } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import type { GridLayout } from '../../gallery/grid/layout.ts'
import { wantRows } from '../rows/read-rows.ts'

interface SightOptions {
  readonly layout: GridLayout
  readonly scrollTop: number
  /** The last row of the grid in sight. */
  readonly lastRow: number
  readonly isFlying: boolean
}

/** Tells what is in sight, and reads its rows and a window's height around it; while the list flies past, nothing. */
export function useSight({ layout, scrollTop, lastRow, isFlying }: SightOptions): void {
  const { history, request } = useStores()
  const view = useFrom('history', ({ shown }) => shown?.answer.view ?? null)
  const { columns, count, width, rowHeight } = layout
  // What lies above is a gap, and no row.
  const firstRow = Math.floor(scrollTop / rowHeight)
  const first = Math.min(firstRow * columns, Math.max(0, count - 1))
  const last = Math.max(first, Math.min(count, (lastRow + 1) * columns) - 1)

  useEffect(() => {
    if (width === 0) return
    history.setState({ sight: { first, last, lead: first + columns - 1 } })
    if (isFlying) return
    const around = last - first + 1
    wantRows({ history, request }, { first: first - around, last: last + around })
    // Another view is read for the same place again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [history, request, view, first, last, columns, isFlying, width])
}
