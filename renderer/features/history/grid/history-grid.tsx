import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { cellStyle, withRow } from '../../gallery/grid/grid.tsx'
import { layOut, rowTop, thumbnailEdge } from '../../gallery/grid/layout.ts'
import { useCellZoom } from '../../gallery/grid/use-cell-zoom.ts'
import { useElementSize } from '../../gallery/grid/use-element-size.ts'
import { useFlying } from '../../gallery/grid/use-flying.ts'
import { useHeldKey } from '../../gallery/grid/use-held-key.ts'
import { useRubberBand, type BandSelection } from '../../gallery/grid/use-rubber-band.ts'
import { HistoryGridRow } from './history-grid-row.tsx'
import { selectPositions } from '../rows/history-selection.ts'
import { totalOf, type HistoryState } from '../rows/history-store.ts'
import { useHistoryKeys } from './use-history-keys.ts'
import { useHistoryPointer } from './use-history-pointer.ts'
import { useHistoryScroll } from './use-history-scroll.ts'
import { useSight } from './use-sight.ts'
import '../../gallery/grid/grid.css'
import '../../gallery/grid/grid-cell.css'
import './history-grid.css'

/** The results of a query, of which only those in sight exist and were read. */
export function HistoryGrid({ onOpen }: { readonly onOpen: () => void }) {
  const t = useTranslate()
  const scroller = useRef<HTMLDivElement>(null)
  const band = useRef<HTMLDivElement>(null)
  const size = useElementSize(scroller)
  const cellSize = useFrom('place', (state) => state.cellSize)
  const count = useFrom('history', totalOf)
  const layout = useMemo(() => layOut({ width: size.width, cellSize, count }), [size.width, cellSize, count])
  const current = useFrom('history', (state) => state.current?.position ?? 0)
  const currentRow = Math.max(0, Math.floor(Math.min(current, count - 1) / layout.columns))
  const isFlying = useFlying(scroller)
  const showsBefore = useHeldKey('b', true)

  const virtualizer = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.rowHeight,
    paddingStart: layout.gap,
    overscan: 1,
    useFlushSync: false,
    // The row the keyboard is on stays, or the focus would be lost with it.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), currentRow), [currentRow]),
  })
  const measured = useRef(layout.rowHeight)
  useLayoutEffect(() => {
    if (measured.current !== layout.rowHeight) virtualizer.measure()
    measured.current = layout.rowHeight
  }, [virtualizer, layout.rowHeight])

  useHistoryScroll(scroller, layout)
  const { scrollOffset, range } = virtualizer
  useSight({ layout, scrollTop: scrollOffset ?? 0, lastRow: range?.endIndex ?? 0, isFlying })
  useCellZoom(scroller)
  const rubberBand = useRubberBand({ scroller, band, layout, selection: useBandSelection() })
  const pointer = useHistoryPointer(onOpen)
  const onKeyDown = useHistoryKeys({ scroller, layout, onOpen })

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={t('history.results')}
      aria-multiselectable="true"
      aria-rowcount={layout.rows}
      aria-colcount={layout.columns}
      tabIndex={-1}
      data-flying={isFlying ? '' : undefined}
      onKeyDown={onKeyDown}
      {...rubberBand}
      {...pointer}
    >
      <div className="grid__sizer" role="presentation" style={{ height: layout.height, ...cellStyle(layout.cell) }}>
        {size.width > 0 &&
          virtualizer
            .getVirtualItems()
            .map(({ index }) => (
              <HistoryGridRow
                key={index}
                row={index}
                top={rowTop(layout, index)}
                layout={layout}
                edge={thumbnailEdge(layout.cell, window.devicePixelRatio)}
                isFlying={isFlying}
                showsBefore={showsBefore}
              />
            ))}
        <div ref={band} className="grid__band" aria-hidden="true" hidden />
      </div>
    </div>
  )
}

type BandBase = Pick<HistoryState, 'selected' | 'anchor' | 'current'>

const nothing: ReadonlySet<string> = new Set()

function useBandSelection(): BandSelection<BandBase> {
  const { history } = useStores()
  return {
    begin: () => history.getState(),
    cover: ({ selected, anchor, current }, indices, keeps) =>
      selectPositions({ history }, indices, { selected: keeps ? selected : nothing, anchor, current }),
  }
}
