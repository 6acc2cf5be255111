import { useCallback, useState } from 'react'
import { useCommand } from '../../app/use-command.ts'
import { fitted, middleOf, toggleZoom, zoomInMiddle, type View, type Zoom } from './zoom.ts'

export interface SharedZoom {
  readonly zoom: Zoom
  readonly change: (change: (zoom: Zoom) => Zoom) => void
  /** Goes to the pane the percentage is told of. */
  readonly onView: (view: View) => void
  readonly toggle: () => void
  readonly fit: () => void
  /** Of actual pixels, in per cent. */
  readonly percent: number
}

const step = 1.25

/** One zoom for all panes; it stays when another picture comes, so that the same place can be compared. */
export function useZoom(): SharedZoom {
  const [zoom, setZoom] = useState(fitted)
  const [view, setView] = useState<View | null>(null)
  const change = useCallback((change: (zoom: Zoom) => Zoom) => setZoom(change), [])
  const zoomBy = (factor: number): void => {
    if (view !== null) setZoom((zoom) => zoomInMiddle(zoom, zoom.relative * factor, view))
  }
  useCommand('zoom-in', () => zoomBy(step))
  useCommand('zoom-out', () => zoomBy(1 / step))
  return {
    zoom,
    change,
    onView: setView,
    toggle: () => view !== null && setZoom((zoom) => toggleZoom(zoom, middleOf(view), view)),
    fit: () => setZoom(fitted),
    percent: Math.round((zoom.relative / (view?.actual ?? 1)) * 100),
  }
}
