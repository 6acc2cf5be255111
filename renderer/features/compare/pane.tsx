import { useEffect, useMemo, useRef, useState } from 'react'
import { useElementSize } from '../gallery/use-element-size.ts'
import { PictureLayers, previewEdge } from './picture-layers.tsx'
import type { Viewed } from './subject.ts'
import { usePaneZoom } from './use-pane-zoom.ts'
import { actualZoom, edgeFor, fitBox, fitted, placePicture, type Box, type View, type Zoom } from './zoom.ts'
import './pane.css'

export interface PaneProps {
  readonly viewed: Viewed
  readonly zoom: Zoom
  readonly onZoom: (change: (zoom: Zoom) => Zoom) => void
  /** Small pictures are drawn as large as what they are compared with. */
  readonly stretches?: boolean
  readonly failure?: string | null
  /** Tells the sizes the pane works with, for what is said and done outside. */
  readonly onView?: ((view: View) => void) | undefined
}

/** One picture in a window of its own that shows a part of it; the part is shared with other panes. */
export function Pane(props: PaneProps) {
  // A new picture begins with nothing of the one before, its shape included.
  return <PictureWindow key={props.viewed.picture} {...props} />
}

function PictureWindow({ viewed, zoom, onZoom, stretches = false, failure = null, onView }: PaneProps) {
  const element = useRef<HTMLDivElement>(null)
  const window = useElementSize(element)
  const [shape, setShape] = useState<Box | null>(null)
  const { size } = viewed
  const view = useMemo(() => viewOf({ window, size, shape, stretches }), [window, size, shape, stretches])
  const isShaped = size !== null || shape !== null
  const { left, top, width, height } = placePicture(window, view.fit, isShaped ? zoom : fitted)
  usePaneZoom(element, { view, zoom, onZoom })
  useEffect(() => onView?.(view), [onView, view])

  return (
    <div ref={element} className="pane" data-pannable={zoom.relative > 1 ? '' : undefined}>
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
