import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actualZoom,
  edgeFor,
  fitBox,
  fitted,
  panBy,
  placePicture,
  scaledOf,
  toggleZoom,
  whole,
  zoomAt,
  zoomOf,
  type View,
} from '../../../../renderer/features/compare/zoom.ts'

const window = { width: 800, height: 600 }
const picture = { width: 4_000, height: 2_000 }
const fit = fitBox(window, picture, false)
const view: View = { window, fit, actual: actualZoom(fit, picture, 1) }

describe('a picture in its window', () => {
  it('fits whole and in the middle', () => {
    expect(fit).toEqual({ width: 800, height: 400 })
    expect(placePicture(window, fit, fitted)).toEqual({ width: 800, height: 400, left: 0, top: 100 })
  })

  it('is not drawn larger than it is, unless it is compared or could not be seen', () => {
    expect(fitBox(window, { width: 100, height: 50 }, false)).toEqual({ width: 100, height: 50 })
    expect(fitBox(window, { width: 1, height: 1 }, false)).toEqual({ width: 64, height: 64 })
    expect(fitBox(window, { width: 1, height: 1 }, true)).toEqual({ width: 600, height: 600 })
    expect(fitBox(window, { width: 0, height: 0 }, true)).toEqual({ width: 0, height: 0 })
  })

  it('knows how far actual pixels are', () => {
    expect(view.actual).toBe(5)
    expect(actualZoom(fit, picture, 2)).toBe(2.5)
  })

  it('goes to actual pixels at the point that was pressed, and back to the whole', () => {
    const close = toggleZoom(fitted, { x: 600, y: 300 }, view)
    expect(close.relative).toBe(5)
    const { left, width } = placePicture(window, fit, close)
    expect((600 - left) / width).toBeCloseTo(600 / 800)
    expect(toggleZoom(close, { x: 0, y: 0 }, view)).toEqual(fitted)
  })

  it('asks for a size that fills the screen, up to the largest there is', () => {
    expect(edgeFor({ width: 700, height: 100 }, 1)).toBe(1_024)
    expect(edgeFor({ width: 700, height: 100 }, 2)).toBe(2_048)
    expect(edgeFor({ width: 90_000, height: 100 }, 1)).toBe(4_096)
  })
})

const anyPoint = fc.record({
  x: fc.double({ min: 0, max: window.width, noNaN: true }),
  y: fc.double({ min: 0, max: window.height, noNaN: true }),
})

describe('zooming and moving, whatever is done', () => {
  it('never shows what lies beside a picture that is larger than its window', () => {
    const anyStep = fc.oneof(
      fc.record({ relative: fc.double({ min: 0.1, max: 200, noNaN: true }), at: anyPoint }),
      fc.record({ by: fc.record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -900, max: 900 }) }) }),
    )
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        let zoom = fitted
        for (const step of steps) {
          zoom = 'by' in step ? panBy(zoom, step.by, view) : zoomAt(zoom, step.relative, { at: step.at, view })
        }
        const { left, top, width, height } = placePicture(window, fit, zoom)
        expect(zoom.relative).toBeGreaterThanOrEqual(1)
        expect(left).toBeLessThanOrEqual(0.001)
        expect(left + width).toBeGreaterThanOrEqual(window.width - 0.001)
        if (height > window.height) {
          expect(top).toBeLessThanOrEqual(0.001)
          expect(top + height).toBeGreaterThanOrEqual(window.height - 0.001)
        } else expect(top).toBeCloseTo((window.height - height) / 2)
      }),
    )
  })

  it('keeps what is under the pointer while the picture fills the window', () => {
    fc.assert(
      fc.property(anyPoint, fc.double({ min: 2, max: 20, noNaN: true }), (at, relative) => {
        const from = { relative: 20, x: 0.5, y: 0.5 }
        const to = zoomAt(from, 20 + relative, { at, view })
        const before = placePicture(window, fit, from)
        const after = placePicture(window, fit, to)
        expect((at.x - after.left) / after.width).toBeCloseTo((at.x - before.left) / before.width)
        expect((at.y - after.top) / after.height).toBeCloseTo((at.y - before.top) / before.height)
      }),
    )
  })
})

describe('a scale that several windows share', () => {
  const longest = 4_000
  const narrow = fitBox({ width: 390, height: 600 }, picture, true)
  const wide = fitBox({ width: 800, height: 600 }, picture, true)

  it('stays in true pixels from one way to compare to the other', () => {
    const close = { relative: 3, x: 0.25, y: 0.5 }
    const scaled = scaledOf(close, narrow, longest)
    const other = zoomOf(scaled, wide, longest)
    expect(wide.width * other.relative).toBeCloseTo(narrow.width * close.relative)
    expect(scaledOf(other, wide, longest)).toEqual(scaled)
  })

  it('is one screen pixel for one of the picture at actual size', () => {
    const actual = toggleZoom(fitted, { x: 400, y: 300 }, view)
    expect(scaledOf(actual, fit, longest).scale).toBe(1)
  })

  it('draws a picture of other pixels as large as the one it is measured by', () => {
    const small = fitBox({ width: 390, height: 600 }, { width: 1_000, height: 500 }, true)
    const scaled = { scale: 0.5, x: 0.5, y: 0.5 }
    expect(small.width * zoomOf(scaled, small, longest).relative).toBeCloseTo(2_000)
  })

  it('shows all of a picture whatever its window, until it is zoomed into', () => {
    expect(zoomOf(whole, narrow, longest)).toEqual(fitted)
    expect(scaledOf(fitted, wide, longest)).toEqual(whole)
  })

  it('may be smaller than the window where it came from a smaller one, and only grows from there', () => {
    const from = zoomOf(scaledOf({ relative: 1.2, x: 0.5, y: 0.5 }, narrow, longest), wide, longest)
    expect(from.relative).toBeLessThan(1)
    const wideView = { window: { width: 800, height: 600 }, fit: wide, actual: 5 }
    expect(zoomAt(from, from.relative * 0.5, { at: { x: 400, y: 300 }, view: wideView }).relative).toBe(from.relative)
    expect(toggleZoom(from, { x: 400, y: 300 }, wideView)).toEqual(fitted)
  })
})
