import { memo, useState } from 'react'
import type { GridLayout } from '../../gallery/grid/layout.ts'
import { HistoryCell } from './history-cell.tsx'

interface HistoryGridRowProps {
  readonly row: number
  readonly top: number
  readonly layout: GridLayout
  readonly edge: 256 | 512
  /** The list flies past: a row that comes into view now stays empty until it slows down, and asks for no pictures. */
  readonly isFlying: boolean
  readonly showsBefore: boolean
}

/** Cells look up their own rows, so that a page that arrives renders nothing but them. */
export const HistoryGridRow = memo(function HistoryGridRow(props: HistoryGridRowProps) {
  const { row, top, layout, edge, isFlying, showsBefore } = props
  const [isFilled, setFilled] = useState(!isFlying)
  if (!isFilled && !isFlying) setFilled(true)
  const first = row * layout.columns
  const length = Math.min(layout.columns, layout.count - first)

  return (
    <div
      className="grid__row"
      role="row"
      aria-rowindex={row + 1}
      style={{
        transform: `translateY(${top}px)`,
        paddingInlineStart: layout.inset,
        gap: layout.gap,
        height: layout.cell + layout.captionHeight,
      }}
    >
      {Array.from({ length }, (_, column) => (
        <HistoryCell
          key={column}
          position={first + column}
          column={column}
          edge={edge}
          isFilled={isFilled}
          showsBefore={showsBefore}
        />
      ))}
    </div>
  )
})
