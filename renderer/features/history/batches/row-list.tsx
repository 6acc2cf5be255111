import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import './row-list.css'

interface RowListProps<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly rowHeight: number
  readonly keyOf: (row: T) => string
  /** Its content; the list makes a button of it. */
  readonly render: (row: T) => ReactNode
  readonly onOpen: (row: T) => void
  /** Called when the last rows are in sight. */
  readonly onEnd?: (() => void) | undefined
}

/** Rows of equal height, of which only those in sight are in the document. Arrow keys go from one to the next. */
export function RowList<T>({ label, rows, rowHeight, keyOf, render, onOpen, onEnd }: RowListProps<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const isAtEnd = (items.at(-1)?.index ?? -1) >= rows.length - 1
  useEffect(() => {
    if (isAtEnd) onEnd?.()
  }, [isAtEnd, onEnd, rows.length])

  const goTo = (wanted: number): void => {
    const index = Math.max(0, Math.min(rows.length - 1, wanted))
    setActive(index)
    virtual.scrollToIndex(index)
    // The row may only come into the document by scrolling to it.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus())
  }
  const press = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }
    const step = steps[event.key]
    if (step !== undefined) goTo(active + step)
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(rows.length - 1)
    else return
    event.preventDefault()
  }

  return (
    <div ref={scroller} className="row-list">
      <ul className="row-list__rows" aria-label={label} style={{ blockSize: `${virtual.getTotalSize()}px` }}>
        {items.map(({ index, start, size }) => {
          const row = rows[index]
          if (row === undefined) return null
          return (
            <li
              key={keyOf(row)}
              className="row-list__row"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              style={{ blockSize: `${size}px`, transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className="row-list__button"
                data-index={index}
                tabIndex={index === Math.min(active, rows.length - 1) ? 0 : -1}
                onKeyDown={press}
                onFocus={() => setActive(index)}
                onClick={() => onOpen(row)}
              >
                {render(row)}
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
