import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createCoalescer } from '../../../electron/ipc/coalesce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function createCounted(tookMs = 0) {
  const doneAtMs: number[] = []
  const startMs = performance.now()
  const coalescer = createCoalescer(
    () => {
      doneAtMs.push(Math.round(performance.now() - startMs))
      if (tookMs > 0) vi.setSystemTime(Date.now() + tookMs)
      vi.advanceTimersByTime(tookMs)
    },
    { intervalMs: 100 },
  )
  return { ...coalescer, doneAtMs }
}

it('does the work soon, then at most once in the interval, and always after the last call', () => {
  const { poke, doneAtMs } = createCounted()
  for (let ms = 0; ms < 1_000; ms += 10) {
    poke()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(1_000)
  expect(doneAtMs.length).toBeGreaterThanOrEqual(10)
  expect(doneAtMs.length).toBeLessThanOrEqual(11)
  expect(doneAtMs.at(-1)).toBeGreaterThanOrEqual(990)
  for (const [index, atMs] of doneAtMs.entries()) {
    if (index > 0) expect(atMs - doneAtMs[index - 1]!).toBeGreaterThanOrEqual(99)
  }
})

it('never does the work inside the call that asks for it', () => {
  const { poke, doneAtMs } = createCounted()
  poke()
  expect(doneAtMs).toEqual([])
  vi.advanceTimersByTime(1)
  expect(doneAtMs).toHaveLength(1)
})

it('does work that takes long less often', () => {
  const { poke, doneAtMs } = createCounted(50)
  poke()
  vi.advanceTimersByTime(1)
  poke()
  vi.advanceTimersByTime(400)
  expect(doneAtMs).toHaveLength(1)
  vi.advanceTimersByTime(200)
  expect(doneAtMs).toHaveLength(2)
})

it('does at once what was asked for when it is flushed, and nothing otherwise', () => {
  const { poke, flush, doneAtMs } = createCounted()
  flush()
  expect(doneAtMs).toEqual([])
  poke()
  flush()
  flush()
  vi.advanceTimersByTime(500)
  expect(doneAtMs).toHaveLength(1)
})

it('does nothing any more once it is stopped', () => {
  const { poke, stop, doneAtMs } = createCounted()
  poke()
  stop()
  poke()
  vi.advanceTimersByTime(500)
  expect(doneAtMs).toEqual([])
})

it('says once that work fails, and does it again until it does not', () => {
  const failures: unknown[] = []
  let left = 3
  let done = 0
  const work = (): void => {
    left -= 1
    if (left >= 0) throw new Error('not now')
    done += 1
  }
  const { poke, stop } = createCoalescer(work, { intervalMs: 100, onFailure: (thrown) => failures.push(thrown) })
  poke()
  vi.advanceTimersByTime(10_000)
  expect([failures.length, done]).toEqual([1, 1])

  left = 1
  poke()
  vi.advanceTimersByTime(500)
  stop()
  vi.advanceTimersByTime(10_000)
  expect([failures.length, done]).toEqual([2, 1])
})
