import type { OpenBrowser } from './browser.ts'
import { startFrames, untilSettled } from './probe.ts'

export interface Frames {
  /** Frames that came a refresh or more too late, of all. */
  readonly lateShare: number
  readonly longestMs: number
  /** Cells in sight whose picture was not there, of all cells in sight. */
  readonly missingShare: number
  /** From the last movement to all pictures in sight. */
  readonly settledMs: number
}

interface Way {
  readonly pxPerSecond: number
  readonly px: number
  readonly times: number
}

/** A frame a little over 16.7 ms is one in time: refreshes are 16.67 ms apart, and clocks are rounded. */
const lateMs = 17.5
const pauseMs = 200

/** Turns the wheel over the grid, and looks at every frame meanwhile. */
export async function scrollGrid({ page, session }: OpenBrowser, { pxPerSecond, px, times }: Way): Promise<Frames> {
  const place = await page.evaluate(() => {
    const box = document.querySelector('[role=grid]')?.getBoundingClientRect()
    return { x: ((box?.left ?? 0) + (box?.right ?? 0)) / 2, y: ((box?.top ?? 0) + (box?.bottom ?? 0)) / 2 }
  })
  await page.evaluate(startFrames)
  await session.send('Input.synthesizeScrollGesture', {
    ...place,
    yDistance: -px,
    speed: pxPerSecond,
    gestureSourceType: 'mouse',
    repeatCount: times - 1,
    repeatDelayMs: pauseMs,
  })
  const { frameMs, missing } = await page.evaluate(() => {
    window.framesStop?.()
    return { frameMs: window.frameMs ?? [], missing: window.missing ?? { cells: 0, pictures: 0 } }
  })
  const settledMs = await page.evaluate(untilSettled)
  return {
    settledMs,
    lateShare: frameMs.filter((ms) => ms > lateMs).length / frameMs.length,
    longestMs: Math.max(...frameMs),
    missingShare: missing.pictures / missing.cells,
  }
}
