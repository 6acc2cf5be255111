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

export interface Way {
  readonly pxPerSecond: number
  readonly px: number
  readonly times: number
  /** Begins in the middle of the list, of which nothing was shown yet. */
  readonly fromMiddle?: boolean
}

/** Ten seconds at a reading pace, and five flings far from where anybody has been. */
export const ways = {
  steady: { pxPerSecond: 1_600, px: 16_000, times: 1 },
  flung: { pxPerSecond: 12_000, px: 10_000, times: 5, fromMiddle: true },
} as const satisfies Record<string, Way>

/** Refreshes are 16.67 ms apart, and clocks are rounded. */
export const lateMs = 17.5

/** Turns the wheel over the grid, and looks at every frame while it turns. */
export async function scrollGrid({ page, session }: OpenBrowser, way: Way): Promise<Frames> {
  const { pxPerSecond, px, times, fromMiddle = false } = way
  const place = await page.evaluate((isMiddle) => {
    const grid = document.querySelector('[role=grid]')
    if (grid !== null && isMiddle) grid.scrollTop = grid.scrollHeight / 2
    const box = grid?.getBoundingClientRect()
    return { x: ((box?.left ?? 0) + (box?.right ?? 0)) / 2, y: ((box?.top ?? 0) + (box?.bottom ?? 0)) / 2 }
  }, fromMiddle)
  const turned: Turned[] = []
  for (let time = 0; time < times; time += 1) {
    await page.evaluate(startFrames)
    await session.send('Input.synthesizeScrollGesture', {
      ...place,
      yDistance: -px,
      speed: pxPerSecond,
      gestureSourceType: 'mouse',
    })
    turned.push(await page.evaluate(stopFrames))
  }
  const settledMs = await page.evaluate(untilSettled)
  const frameMs = turned.flatMap((each) => each.frameMs)
  const sum = (read: (each: Turned) => number): number => turned.reduce((total, each) => total + read(each), 0)
  return {
    settledMs,
    lateShare: frameMs.filter((ms) => ms > lateMs).length / frameMs.length,
    longestMs: Math.max(...frameMs),
    missingShare: sum(({ missing }) => missing.pictures) / sum(({ missing }) => missing.cells),
  }
}

interface Turned {
  readonly frameMs: readonly number[]
  readonly missing: { readonly cells: number; readonly pictures: number }
}

function stopFrames(): Turned {
  window.framesStop?.()
  return { frameMs: window.frameMs ?? [], missing: window.missing ?? { cells: 0, pictures: 0 } }
}
