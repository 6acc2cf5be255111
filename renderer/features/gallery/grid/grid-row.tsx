import { memo, useState } from 'react'
import type { GalleryEntry } from '../entries/entry.ts'
import { GridCell } from './grid-cell.tsx'
import type { GridLayout } from './layout.ts'

interface GridRowProps {
  readonly row: number
  readonly top: number
  readonly entries: readonly GalleryEntry[]
  readonly layout: GridLayout
  readonly edge: 256 | 512
  /** The list flies past: a row that comes into view now stays empty until it slows down, and asks for no pictures. */
  readonly isFlying: boolean
  readonly showsBefore: boolean
}

/** Cells only render when their own entry changes; a row only when it has to. */
export const GridRow = memo(
  function GridRow({ row, top, entries, layout, edge, isFlying, showsBefore }: GridRowProps) {
    const [isFilled, setFilled] = useState(!isFlying)
    if (!isFilled && !isFlying) setFilled(true)
    const first = row * layout.columns
    const cells = entries.slice(first, first + layout.columns)

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
        {cells.map((entry, column) =>
          isFilled ? (
            <GridCell
              key={entry.key}
              entry={entry}
              column={column}
              edge={edge}
              isFirst={first + column === 0}
              showsBefore={showsBefore}
            />
          ) : (
            <div key={entry.key} className="grid-cell" role="gridcell" data-key={entry.key}>
              <span className="visually-hidden">{entry.name}</span>
              <span className="grid-cell__frame grid-cell__frame--empty" />
            </div>
          ),
        )}
      </div>
    )
  },
  (before, after) =>
    before.row === after.row &&
    before.top === after.top &&
    before.layout === after.layout &&
    before.edge === after.edge &&
    before.isFlying === after.isFlying &&
    before.showsBefore === after.showsBefore &&
    hasSameCells(before, after),
)

function hasSameCells(before: GridRowProps, after: GridRowProps): boolean {
  if (before.entries === after.entries) return true
  const first = before.row * before.layout.columns
  for (let index = first; index < first + before.layout.columns; index += 1) {
    if (before.entries[index] !== after.entries[index]) return false
  }
  return true
}
