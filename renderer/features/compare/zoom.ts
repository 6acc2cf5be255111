export interface Box {
  readonly width: number
  readonly height: number
}

/** What part of a picture one window shows. */
export interface Zoom {
  /** 1 shows the whole picture. */
  readonly relative: number
  /** The point of the picture in the middle of the window, 0 to 1 from its left and top edge. */
  readonly x: number
  readonly y: number
}

/**
 * What part of pictures is seen, and how large: independent of the windows they are shown in, so that neither another
 * way to compare nor another picture changes the scale.
 */
export interface Scaled {
  /** Screen pixels for one pixel of the picture the others are measured by; null shows all of it. */
  readonly scale: number | null
  readonly x: number
  readonly y: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Placement extends Box {
  readonly left: number
  readonly top: number
}

export const fitted: Zoom = { relative: 1, x: 0.5, y: 0.5 }
export const whole: Scaled = { scale: null, x: 0.5, y: 0.5 }

/** Twenty screen pixels for one of the picture are enough for anybody's retouching. */
const largestActual = 20

/** What is smaller than this is drawn larger: nobody finds a single pixel. */
const smallestDrawn = 64

/** The size at which the whole picture is seen; `stretches` lets small ones fill the window. */
export function fitBox(window: Box, picture: Box, stretches: boolean): Box {
  if (picture.width === 0 || picture.height === 0) return { width: 0, height: 0 }
  const largest = stretches ? Infinity : Math.max(1, smallestDrawn / Math.max(picture.width, picture.height))
  const scale = Math.min(window.width / picture.width, window.height / picture.height, largest)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** The zoom at which one pixel of the picture is one of the screen. */
export function actualZoom(fit: Box, picture: Box, pixelRatio: number): number {
  return fit.width === 0 ? 1 : picture.width / pixelRatio / fit.width
}

/** What a window shows; `longest` is the longest side of the measure at its actual size, in the window's pixels. */
export function zoomOf({ scale, x, y }: Scaled, fit: Box, longest: number): Zoom {
  const fitLongest = Math.max(fit.width, fit.height)
  return scale === null || fitLongest === 0 ? fitted : { relative: (scale * longest) / fitLongest, x, y }
}

/** The other way round: what a window's zoom means for all that share it. */
export function scaledOf({ relative, x, y }: Zoom, fit: Box, longest: number): Scaled {
  if (relative === 1 || longest === 0) return whole
  return { scale: (relative * Math.max(fit.width, fit.height)) / longest, x, y }
}

/** Where the picture is drawn, in the coordinates of the window. */
export function placePicture(window: Box, fit: Box, { relative, x, y }: Zoom): Placement {
  const width = fit.width * relative
  const height = fit.height * relative
  return { width, height, left: window.width / 2 - x * width, top: window.height / 2 - y * height }
}

/** The sizes a pane works with: its own, and the picture's when all of it is seen. */
export interface View {
  readonly window: Box
  readonly fit: Box
  /** See `actualZoom`. */
  readonly actual: number
}

/** Changes the zoom and keeps the point of the picture that is under `at`, which is in the coordinates of the window. */
export function zoomAt(zoom: Zoom, relative: number, { at, view }: { at: Point; view: View }): Zoom {
  const { window, fit } = view
  // Only a scale taken from a smaller window is smaller than the whole picture.
  const smallest = Math.min(1, zoom.relative)
  const wanted = Math.min(Math.max(relative, smallest), Math.max(1, view.actual) * largestActual)
  const fromMiddle = { x: at.x - window.width / 2, y: at.y - window.height / 2 }
  const shift = (size: number, offset: number): number =>
    size === 0 ? 0 : offset / (size * zoom.relative) - offset / (size * wanted)
  return keepInside(
    { relative: wanted, x: zoom.x + shift(fit.width, fromMiddle.x), y: zoom.y + shift(fit.height, fromMiddle.y) },
    view,
  )
}

export function panBy(zoom: Zoom, by: Point, view: View): Zoom {
  const { fit } = view
  const moved = (size: number, distance: number): number => (size === 0 ? 0 : distance / (size * zoom.relative))
  return keepInside({ ...zoom, x: zoom.x - moved(fit.width, by.x), y: zoom.y - moved(fit.height, by.y) }, view)
}

/** How far one press of a key goes, against what is seen. */
const panStep = 0.2

/** Looks further to the right and down by a part of the window; what is seen moves the other way. */
export function panByKey(zoom: Zoom, { x, y }: Point, view: View): Zoom {
  const { width, height } = view.window
  return panBy(zoom, { x: -x * width * panStep, y: -y * height * panStep }, view)
}

/** As `zoomAt`, in the middle of the window: for keys and buttons. */
export function zoomInMiddle(zoom: Zoom, relative: number, view: View): Zoom {
  return zoomAt(zoom, relative, { at: middleOf(view), view })
}

export function middleOf({ window }: View): Point {
  return { x: window.width / 2, y: window.height / 2 }
}

/** From the whole picture to actual pixels, at the point that was pressed, and back. */
export function toggleZoom(zoom: Zoom, at: Point, view: View): Zoom {
  if (zoom.relative !== 1) return fitted
  // A picture that fits at its actual size is shown twice as large: the press shall be seen to do something.
  return zoomAt(zoom, view.actual > 1.01 ? view.actual : 2, { at, view })
}

/** Nothing beside the picture comes into view as long as it is larger than the window. */
function keepInside({ relative, x, y }: Zoom, { window, fit }: View): Zoom {
  const within = (centre: number, seen: number, size: number): number => {
    const half = size === 0 ? 1 : seen / (size * relative) / 2
    return half >= 0.5 ? 0.5 : Math.min(Math.max(centre, half), 1 - half)
  }
  return { relative, x: within(x, window.width, fit.width), y: within(y, window.height, fit.height) }
}

const edges = [512, 1024, 2048, 4096] as const

/** The smallest size to ask for that fills the screen's pixels; never more than 4096, the most there is. */
export function edgeFor({ width, height }: Box, pixelRatio: number): number {
  const needed = Math.max(width, height) * pixelRatio
  return edges.find((edge) => edge >= needed) ?? 4096
}
