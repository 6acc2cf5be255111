import { z } from 'zod'
import { readSmallFile, writeSmallFile } from './small-file.ts'

export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface WindowState {
  readonly bounds: Bounds
  readonly isMaximized: boolean
}

export const minimumSize = { width: 800, height: 560 } as const
const standardSize = { width: 1440, height: 900 } as const
/** So much of a window has to lie on some display that a hand can reach it. */
const reachable = { width: 120, height: 60 } as const

const whole = z.number().int().min(-100_000).max(100_000)
const stateSchema = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }),
  isMaximized: z.boolean(),
})

/** null where nothing is remembered. */
export function readWindowState(path: string): WindowState | null {
  return readSmallFile(path, stateSchema)
}

/** Throws what the system says; where the window stood is then forgotten. */
export function writeWindowState(path: string, state: WindowState): void {
  writeSmallFile(path, state)
}

/**
 * Where to open a window: as remembered, if enough of it lies on a display that is there now, otherwise in the middle of
 * the first display and never larger than it.
 */
export function placeWindow(remembered: Bounds | null, areas: readonly [Bounds, ...Bounds[]]): Bounds {
  if (remembered !== null && areas.some((area) => isReachable(remembered, area))) {
    const { width, height } = remembered
    const size = { width: Math.max(width, minimumSize.width), height: Math.max(height, minimumSize.height) }
    return { ...remembered, ...size }
  }
  const [area] = areas
  const width = Math.min(remembered?.width ?? standardSize.width, area.width)
  const height = Math.min(remembered?.height ?? standardSize.height, area.height)
  const x = area.x + Math.round((area.width - width) / 2)
  return { x, y: area.y + Math.round((area.height - height) / 2), width, height }
}

/** The title bar has to be reachable, and it is at the top. */
function isReachable({ x, y, width }: Bounds, area: Bounds): boolean {
  const shared = Math.min(x + width, area.x + area.width) - Math.max(x, area.x)
  return shared >= reachable.width && y >= area.y && y <= area.y + area.height - reachable.height
}
