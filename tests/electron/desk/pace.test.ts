import { expect, it } from 'vitest'
import { createPaces } from '../../../electron/desk/pace.ts'

function createTestPaces() {
  let nowMs = 0
  const paces = createPaces(() => nowMs)
  return {
    ...paces,
    /** So many items end, one each so many milliseconds. */
    end: (from: number, count: number, eachMs: number) => {
      for (let ended = from + 1; ended <= from + count; ended += 1) {
        nowMs += eachMs
        paces.note('batch', ended)
      }
    },
  }
}

it('says nothing before three items have ended', () => {
  const { note, end, leftMs } = createTestPaces()
  note('batch', 0)
  expect(leftMs('batch', 10)).toBeNull()
  end(0, 2, 1_000)
  expect(leftMs('batch', 10)).toBeNull()
  end(2, 1, 1_000)
  expect(leftMs('batch', 10)).toBe(10_000)
})

it('counts only what ended in this run', () => {
  const { note, end, leftMs } = createTestPaces()
  note('batch', 500)
  end(500, 3, 2_000)
  expect(leftMs('batch', 10)).toBe(20_000)
})

it('follows a service that becomes faster, and forgets how it was minutes ago', () => {
  const { note, end, leftMs } = createTestPaces()
  note('batch', 0)
  end(0, 20, 30_000)
  expect(leftMs('batch', 1)).toBeGreaterThan(25_000)
  end(20, 200, 1_000)
  expect(leftMs('batch', 100)).toBeLessThan(110_000)
})

it('has a pace for a service so slow that few items end in minutes', () => {
  const { note, end, leftMs } = createTestPaces()
  note('batch', 0)
  end(0, 6, 100_000)
  expect(leftMs('batch', 2)).toBe(200_000)
})

it('starts anew with the next run', () => {
  const { note, end, forget, leftMs } = createTestPaces()
  note('batch', 0)
  end(0, 10, 100)
  forget('batch')
  expect(leftMs('batch', 1)).toBeNull()
})
