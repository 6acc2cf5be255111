import { useCallback, useState } from 'react'
import { useCommand } from '../../app/commands/use-command.ts'
import type { ViewKeys } from './use-view-keys.ts'
import {
  edgeFor,
  middleOf,
  panByKey,
  scaledOf,
  toggleZoom,
  whole,
  zoomInMiddle,
  zoomOf,
  type Box,
  type Scaled,
  type View,
  type Zoom,
} from './zoom.ts'

/** The zoom of one pane. */
export interface PaneZoom {
  readonly scaled: Scaled
  readonly change: (change: (scaled: Scaled) => Scaled) => void
  /** Tells the sizes the pane works with, for what is said and done outside. */
  readonly onView: (view: View) => void
  /** The picture the scale is measured by; null as long as its size is not known. */
  readonly measure: Box | null
}

export interface SharedZoom {
  /** Of the pane with this key; all have the same one while they are locked. */
  readonly pane: (key: string) => PaneZoom
  readonly isWhole: boolean
  readonly isLocked: boolean
  readonly toggleLock: () => void
  /** Between all of the picture and its actual pixels. */
  readonly toggle: () => void
  readonly fit: () => void
  /** Looks elsewhere in a picture of which only a part is seen. */
  readonly panKeys: ViewKeys
  /** Of actual pixels, in per cent. */
  readonly percent: number
  /** The size pictures are asked for now. */
  readonly edge: number
}

interface ZoomOptions {
  /** The pane that keys and numbers are about. */
  readonly active: string
  /** The size of its picture. */
  readonly measure: Box | null
}

const step = 1.25
/** Before a pane has said how large it is. */
const usualEdge = 2048

interface Zooms {
  readonly isLocked: boolean
  readonly shared: Scaled
  readonly own: ReadonlyMap<string, Scaled>
}

/** One zoom for all panes until they are unlocked; it stays when another picture comes, to compare the same place. */
export function useZoom({ active, measure }: ZoomOptions): SharedZoom {
  const [zooms, setZooms] = useState<Zooms>({ isLocked: true, shared: whole, own: new Map() })
  const [views, setViews] = useState<ReadonlyMap<string, View>>(new Map())
  const scaled = scaledAt(zooms, active)
  const view = views.get(active) ?? [...views.values()].at(-1) ?? null

  const changeAt = useCallback((key: string, change: (scaled: Scaled) => Scaled) => {
    setZooms((before) => {
      const next = change(scaledAt(before, key))
      return before.isLocked ? { ...before, shared: next } : { ...before, own: new Map([...before.own, [key, next]]) }
    })
  }, [])
  const changeZoom = (change: (zoom: Zoom, view: View) => Zoom): void => {
    if (view === null) return
    const longest = longestOf(measure, view.fit)
    changeAt(active, (scaled) => scaledOf(change(zoomOf(scaled, view.fit, longest), view), view.fit, longest))
  }
  const zoomBy = (factor: number): void => changeZoom((zoom, view) => zoomInMiddle(zoom, zoom.relative * factor, view))
  useCommand('zoom-in', () => zoomBy(step))
  useCommand('zoom-out', () => zoomBy(1 / step))

  return {
    pane: (key) => ({
      scaled: scaledAt(zooms, key),
      change: (change) => changeAt(key, change),
      onView: (view) => setViews((before) => (before.get(key) === view ? before : new Map([...before, [key, view]]))),
      measure,
    }),
    isWhole: scaled.scale === null,
    isLocked: zooms.isLocked,
    toggleLock: () =>
      setZooms((before) => ({
        isLocked: !before.isLocked,
        // Locked again, all go where the active one is; unlocked, each begins where all were.
        shared: scaledAt(before, active),
        own: new Map(),
      })),
    toggle: () => changeZoom((zoom, view) => toggleZoom(zoom, middleOf(view), view)),
    fit: () => changeAt(active, () => whole),
    panKeys: {
      'shift+ArrowLeft': () => changeZoom((zoom, view) => panByKey(zoom, { x: -1, y: 0 }, view)),
      'shift+ArrowRight': () => changeZoom((zoom, view) => panByKey(zoom, { x: 1, y: 0 }, view)),
      'shift+ArrowUp': () => changeZoom((zoom, view) => panByKey(zoom, { x: 0, y: -1 }, view)),
      'shift+ArrowDown': () => changeZoom((zoom, view) => panByKey(zoom, { x: 0, y: 1 }, view)),
    },
    percent: Math.round((scaled.scale ?? 1 / (view?.actual ?? 1)) * 100),
    edge: edgeNow(view, scaled, measure),
  }
}

function edgeNow(view: View | null, scaled: Scaled, measure: Box | null): number {
  if (view === null) return usualEdge
  const { relative } = zoomOf(scaled, view.fit, longestOf(measure, view.fit))
  const { width, height } = view.fit
  return edgeFor({ width: width * relative, height: height * relative }, globalThis.devicePixelRatio)
}

/** The longest side of the measure at its actual size; until that is known, of what is shown when all of it is seen. */
export function longestOf(measure: Box | null, fit: Box): number {
  if (measure === null) return Math.max(fit.width, fit.height)
  return Math.max(measure.width, measure.height) / globalThis.devicePixelRatio
}

function scaledAt({ isLocked, shared, own }: Zooms, key: string): Scaled {
  return isLocked ? shared : (own.get(key) ?? shared)
}
