import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { GridRow } from './grid-row.tsx'
import { layOut, rowTop, thumbnailEdge } from './layout.ts'
import { selectCovered, type KeyOrder } from '../entries/selection.ts'
import type { SelectionState } from '../entries/selection-store.ts'
import type { Shown } from '../entries/shown.ts'
import { useElementSize } from './use-element-size.ts'
import { useFlying } from './use-flying.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useGridPointer } from './use-grid-pointer.ts'
import { useHeldKey } from './use-held-key.ts'
import { useKeepInView } from './use-keep-in-view.ts'
import { useRubberBand, type BandSelection } from './use-rubber-band.ts'
import { useCellZoom } from './use-cell-zoom.ts'
import './grid.css'
import './grid-cell.css'

interface GridProps {
  readonly shown: Shown
  readonly onOpen: () => void
}

/** The pictures of a place, of which only those in sight exist. */
export function Grid({ shown, onOpen }: GridProps) {
  const t = useTranslate()
  const scroller = useRef<HTMLDivElement>(null)
  const band = useRef<HTMLDivElement>(null)
  const size = useElementSize(scroller)
  const cellSize = useFrom('place', (state) => state.cellSize)
  const { entries, order } = shown
  const count = entries.length
  const layout = useMemo(() => layOut({ width: size.width, cellSize, count }), [size.width, cellSize, count])
  const edge = thumbnailEdge(layout.cell, window.devicePixelRatio)
  const current = useFrom('selection', (state) => state.current)
  const currentRow = Math.max(0, Math.floor(order.indexOf(current) / layout.columns))
  const isFlying = useFlying(scroller)
  const hasResults = useMemo(() => entries.some(({ after }) => after !== null), [entries])
  const showsBefore = useHeldKey('b', hasResults)

  const virtualizer = useVirtualizer({
    count: layout.rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.rowHeight,
    paddingStart: layout.gap,
    overscan: 1,
    useFlushSync: false,
    // The row of the keyboard's entry stays, or the focus would be lost with it.
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), currentRow), [currentRow]),
  })
  const measured = useRef(layout.rowHeight)
  useLayoutEffect(() => {
    if (measured.current !== layout.rowHeight) virtualizer.measure()
    measured.current = layout.rowHeight
  }, [virtualizer, layout.rowHeight])

  useKeepInView(scroller, { layout, shown })
  useCellZoom(scroller)
  const rubberBand = useRubberBand({ scroller, band, layout, selection: useBandSelection(order) })
  const pointer = useGridPointer({ order, onOpen })
  const onKeyDown = useGridKeys({ scroller, layout, shown, onOpen })

  return (
    <div
      ref={scroller}
      className="grid"
      role="grid"
      aria-label={t('gallery.grid')}
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
              <GridRow
                key={index}
                row={index}
                top={rowTop(layout, index)}
                entries={entries}
                layout={layout}
                edge={edge}
                isFlying={isFlying}
                showsBefore={showsBefore}
              />
            ))}
        <div ref={band} className="grid__band" aria-hidden="true" hidden />
      </div>
    </div>
  )
}

function useBandSelection(order: KeyOrder): BandSelection<SelectionState> {
  const { selection } = useStores()
  return {
    begin: () => selection.getState(),
    cover: (base, indices, keeps) => selection.setState(selectCovered(base, { order, indices, keeps })),
  }
}

/** Set once for all cells, so that a new size touches one element. */
export function cellStyle(cell: number): Record<string, string> {
  return { '--cell': `${cell}px` }
}

export function withRow(rows: number[], row: number): number[] {
  if (rows.includes(row) || rows.length === 0) return rows
  return row < (rows[0] ?? 0) ? [row, ...rows] : [...rows, row]
}
