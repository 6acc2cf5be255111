import { useEffect, useRef, type RefObject } from 'react'
import { panBy, toggleZoom, zoomAt, type Point, type View, type Zoom } from './zoom.ts'

interface PaneZoom {
  readonly view: View
  readonly zoom: Zoom
  readonly onZoom: (change: (zoom: Zoom) => Zoom) => void
}

/** The wheel zooms around the pointer, pulling moves the picture, a double press changes between fit and actual. */
export function usePaneZoom(element: RefObject<HTMLElement | null>, pane: PaneZoom): void {
  const latest = useRef(pane)
  useEffect(() => {
    latest.current = pane
  })

  useEffect(() => {
    const target = element.current
    if (target === null) return
    let pulled: { pointer: number; at: Point } | null = null
    const pointIn = ({ clientX, clientY }: MouseEvent): Point => {
      const { left, top } = target.getBoundingClientRect()
      return { x: clientX - left, y: clientY - top }
    }
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const at = pointIn(event)
      const factor = Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / (event.ctrlKey ? 120 : 400))
      latest.current.onZoom((zoom) => zoomAt(zoom, zoom.relative * factor, { at, view: latest.current.view }))
    }
    const onDouble = (event: MouseEvent): void => {
      const at = pointIn(event)
      latest.current.onZoom((zoom) => toggleZoom(zoom, at, latest.current.view))
    }
    const onDown = (event: PointerEvent): void => {
      if (event.button !== 0 || latest.current.zoom.relative <= 1) return
      pulled = { pointer: event.pointerId, at: pointIn(event) }
      target.setPointerCapture(event.pointerId)
    }
    const onMove = (event: PointerEvent): void => {
      if (pulled?.pointer !== event.pointerId) return
      const at = pointIn(event)
      const by = { x: at.x - pulled.at.x, y: at.y - pulled.at.y }
      pulled = { ...pulled, at }
      latest.current.onZoom((zoom) => panBy(zoom, by, latest.current.view))
    }
    const onUp = (): void => {
      pulled = null
    }
    // Not passive: the page must not scroll or zoom with it.
    target.addEventListener('wheel', onWheel, { passive: false })
    target.addEventListener('dblclick', onDouble)
    target.addEventListener('pointerdown', onDown)
    target.addEventListener('pointermove', onMove)
    target.addEventListener('pointerup', onUp)
    target.addEventListener('pointercancel', onUp)
    return () => {
      target.removeEventListener('wheel', onWheel)
      target.removeEventListener('dblclick', onDouble)
      target.removeEventListener('pointerdown', onDown)
      target.removeEventListener('pointermove', onMove)
      target.removeEventListener('pointerup', onUp)
      target.removeEventListener('pointercancel', onUp)
    }
  }, [element])
}
