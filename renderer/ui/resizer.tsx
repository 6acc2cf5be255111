import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import './resizer.css'

interface ResizerProps {
  readonly label: string
  /** Width of the panel it changes, in CSS pixels. */
  readonly width: number
  readonly min: number
  readonly max: number
  /** Which side of the panel it lies on, in reading direction. */
  readonly side: 'end' | 'start'
  readonly onResize: (width: number) => void
  /** Double press or Enter. */
  readonly onReset: () => void
}

const stepPx = 16

/** The edge of a panel: drag it, or move it with the arrow keys. */
export function Resizer({ label, width, min, max, side, onResize, onReset }: ResizerProps) {
  const drag = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const resize = (wanted: number): void => onResize(Math.round(Math.min(max, Math.max(min, wanted))))
  const outward = (element: HTMLElement): 1 | -1 => {
    const isLeftToRight = getComputedStyle(element).direction === 'ltr'
    return (side === 'end') === isLeftToRight ? 1 : -1
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    if (drag.current === null) return
    resize(drag.current.width + (event.clientX - drag.current.x) * outward(event.currentTarget))
  }
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (direction !== undefined) resize(width + direction * stepPx * outward(event.currentTarget))
    else if (event.key === 'Home') resize(min)
    else if (event.key === 'End') resize(max)
    else if (event.key === 'Enter') onReset()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    // A separator that takes the focus is a control: it has a value and keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="resizer"
      data-side={side}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={press}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={move}
      onLostPointerCapture={() => (drag.current = null)}
    />
  )
}
