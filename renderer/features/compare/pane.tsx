import { useEffect, useMemo, useRef, useState } from 'react'
import { useElementSize } from '../gallery/grid/use-element-size.ts'
import { PictureLayers, previewEdge } from './picture-layers.tsx'
import type { Viewed } from './subject.ts'
import { usePaneZoom } from './use-pane-zoom.ts'
import { longestOf, type PaneZoom } from './use-zoom.ts'
import {
  actualZoom,
  edgeFor,
  fitBox,
  fitted,
  placePicture,
  scaledOf,
  zoomOf,
  type Box,
  type View,
  type Zoom,
} from './zoom.ts'
import './pane.css'

export interface PaneProps {
  readonly viewed: Viewed
  readonly zoom: PaneZoom
  /** Small pictures are drawn as large as what they are compared with. */
  readonly stretches?: boolean
  readonly failure?: string | null
  /** Lies below another pane that shares its zoom and speaks for both. */
  readonly isQuiet?: boolean
}

/** One picture in a window of its own that shows a part of it; the part is shared with other panes. */
export function Pane(props: PaneProps) {
  // A new picture begins with nothing of the one before, its shape included.
  return <PictureWindow key={props.viewed.picture} {...props} />
}

function PictureWindow({ viewed, zoom, stretches = false, failure = null, isQuiet = false }: PaneProps) {
  const element = useRef<HTMLDivElement>(null)
  const window = useElementSize(element)
  const [shape, setShape] = useState<Box | null>(null)
  const { size } = viewed
  const view = useMemo(() => viewOf({ window, size, shape, stretches }), [window, size, shape, stretches])
  const isShaped = size !== null || shape !== null
  const longest = longestOf(zoom.measure, view.fit)
  const own = isShaped ? zoomOf(zoom.scaled, view.fit, longest) : fitted
  const { left, top, width, height } = placePicture(window, view.fit, own)
  const change = (change: (zoom: Zoom) => Zoom): void =>
    zoom.change((scaled) => scaledOf(change(zoomOf(scaled, view.fit, longest)), view.fit, longest))
  usePaneZoom(element, { view, zoom: own, onZoom: change })
  const { onView } = zoom
  const tell = useRef(onView)
  useEffect(() => {
    tell.current = onView
  })
  useEffect(() => {
    if (!isQuiet && view.window.width > 0) tell.current(view)
  }, [view, isQuiet])

  return (
    <div ref={element} className="pane" data-pannable={own.relative > 1 ? '' : undefined}>
      <div
        className="pane__picture"
        data-shaped={isShaped ? '' : undefined}
        data-pixels={hasLargePixels(size, width) ? '' : undefined}
        style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
      >
        {window.width > 0 && (
          <PictureLayers
            picture={viewed.picture}
            alt={viewed.name}
            edge={edgeFor({ width, height }, globalThis.devicePixelRatio)}
            onShape={setShape}
            failure={failure}
          />
        )}
      </div>
    </div>
  )
}

interface Sizes {
  readonly window: Box
  /** The picture's own, null as long as it is not known. */
  readonly size: Box | null
  /** Its preview's, null before it is loaded. */
  readonly shape: Box | null
  readonly stretches: boolean
}

/** Until a picture's size is known its preview stands for it, and is stretched where it is as large as previews get. */
function viewOf({ window, size, shape, stretches }: Sizes): View {
  if (size !== null) {
    const fit = fitBox(window, size, stretches)
    return { window, fit, actual: actualZoom(fit, size, globalThis.devicePixelRatio) }
  }
  if (shape === null) return { window, fit: window, actual: 1 }
  const isCutDown = Math.max(shape.width, shape.height) >= previewEdge
  return { window, fit: fitBox(window, shape, stretches || isCutDown), actual: 1 }
}

/** Whoever looks this closely wants to see pixels rather than a blur. */
function hasLargePixels(size: Box | null, width: number): boolean {
  return size !== null && width / size.width >= 3
}
