import { useEffect, useRef, type PointerEvent, type MouseEvent, type RefObject } from 'react'
import { cellsIn, type GridLayout, type Rectangle } from './layout.ts'
import { isHold } from './use-grid-pointer.ts'

/** What a band does to a selection; `B` is the selection it began with. */
export interface BandSelection<B> {
  begin(): B
  /** Selects these cells; `keeps` leaves those selected that were before. */
  cover(base: B, indices: readonly number[], keeps: boolean): void
}

interface BandOptions<B> {
  readonly scroller: RefObject<HTMLElement | null>
  /** Drawn while the band is pulled. */
  readonly band: RefObject<HTMLElement | null>
  readonly layout: GridLayout
  readonly selection: BandSelection<B>
}

interface BandHandlers {
  onPointerDown(event: PointerEvent): void
  onPointerMove(event: PointerEvent): void
  onPointerUp(event: PointerEvent): void
  onPointerCancel(event: PointerEvent): void
  onClickCapture(event: MouseEvent): void
}

interface Pull<B> {
  readonly pointer: number
  /** In the coordinates of what is scrolled. */
  readonly startX: number
  readonly startY: number
  readonly base: B
  readonly keeps: boolean
  x: number
  y: number
  isPulled: boolean
  covered: string
}

const thresholdPx = 5
const edgePx = 36

/** Pulling a rectangle, from a cell or beside it, selects what it touches; at the edges the list scrolls on. */
export function useRubberBand<B>({ scroller, band, layout, selection }: BandOptions<B>): BandHandlers {
  const pull = useRef<Pull<B> | null>(null)
  const frame = useRef(0)
  const skipsClick = useRef(false)
  useEffect(() => () => cancelAnimationFrame(frame.current), [])

  const rectangle = ({ startX, startY, x, y }: Pull<B>): Rectangle => {
    const element = scroller.current
    const box = element?.getBoundingClientRect()
    const nowX = x - (box?.left ?? 0)
    const nowY = y - (box?.top ?? 0) + (element?.scrollTop ?? 0)
    return {
      left: Math.min(startX, nowX),
      right: Math.max(startX, nowX),
      top: Math.max(0, Math.min(startY, nowY)),
      bottom: Math.max(startY, nowY),
    }
  }

  const draw = (): void => {
    frame.current = 0
    const current = pull.current
    if (current === null || scroller.current === null) return
    const isScrolling = scrollAtEdge(scroller.current, current.y)
    const area = rectangle(current)
    paint(band.current, area, scroller.current)
    const indices = cellsIn(layout, mirror(area, scroller.current))
    const covered = `${indices[0]} ${indices.at(-1)} ${indices.length}`
    if (covered !== current.covered) {
      current.covered = covered
      selection.cover(current.base, indices, current.keeps)
    }
    if (isScrolling) frame.current = requestAnimationFrame(draw)
  }

  const end = (): void => {
    pull.current = null
    cancelAnimationFrame(frame.current)
    frame.current = 0
    hide(band.current)
  }

  return {
    onPointerDown: (event) => {
      skipsClick.current = false
      const element = scroller.current
      if (element === null || event.button !== 0 || event.pointerType === 'touch' || isHold(event)) return
      if (isOnScrollbar(event, element)) return
      const box = element.getBoundingClientRect()
      pull.current = {
        pointer: event.pointerId,
        startX: event.clientX - box.left,
        startY: event.clientY - box.top + element.scrollTop,
        base: selection.begin(),
        keeps: event.ctrlKey || event.metaKey || event.shiftKey,
        x: event.clientX,
        y: event.clientY,
        isPulled: false,
        covered: '',
      }
    },
    onPointerMove: (event) => {
      const current = pull.current
      if (current === null || event.pointerId !== current.pointer) return
      const { left, right, top, bottom } = rectangle(Object.assign(current, { x: event.clientX, y: event.clientY }))
      if (!current.isPulled && right - left < thresholdPx && bottom - top < thresholdPx) return
      if (!current.isPulled) scroller.current?.setPointerCapture(current.pointer)
      current.isPulled = true
      skipsClick.current = true
      frame.current ||= requestAnimationFrame(draw)
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The click that ends a pull would clear what it selected.
    onClickCapture: (event) => {
      if (skipsClick.current) event.stopPropagation()
      skipsClick.current = false
    },
  }
}

function hide(band: HTMLElement | null): void {
  if (band !== null) band.hidden = true
}

function isOnScrollbar({ clientX }: PointerEvent, element: HTMLElement): boolean {
  const offset = clientX - element.getBoundingClientRect().left - element.clientLeft
  return offset < 0 || offset >= element.clientWidth
}

/** Faster the nearer the edge, and beyond it. */
function scrollAtEdge(element: HTMLElement, y: number): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  const over = y < top + edgePx ? y - top - edgePx : Math.max(0, y - bottom + edgePx)
  if (over === 0) return false
  element.scrollTop += Math.sign(over) * Math.min(40, Math.abs(over) / 2)
  return true
}

/** Columns are counted from where lines begin. */
function mirror(area: Rectangle, element: HTMLElement): Rectangle {
  if (getComputedStyle(element).direction !== 'rtl') return area
  return { ...area, left: element.clientWidth - area.right, right: element.clientWidth - area.left }
}

function paint(band: HTMLElement | null, { left, top, right, bottom }: Rectangle, element: HTMLElement): void {
  if (band === null) return
  const edges = { left: Math.max(0, left), right: Math.min(element.clientWidth, right) }
  band.hidden = false
  band.style.transform = `translate(${edges.left}px, ${top}px)`
  band.style.width = `${edges.right - edges.left}px`
  band.style.height = `${Math.min(bottom, element.scrollHeight) - top}px`
}
