import { describe, expect, it } from 'vitest'
import { createPace, noPace } from '../../../electron/providers/pace.ts'

const { signal } = new AbortController()

describe('pace', () => {
  it('spaces calls evenly, in order of asking', async () => {
    const clock = createClock()
    const pace = createPace(5, clock)
    const taken: string[] = []
    await Promise.all(['a', 'b', 'c'].map((name) => pace.take(signal).then(() => taken.push(name))))
    expect(taken).toEqual(['a', 'b', 'c'])
    expect(clock.slept).toEqual([200, 200])
  })

  it('lets a call go at once after a quiet time', async () => {
    const clock = createClock()
    const pace = createPace(5, clock)
    await pace.take(signal)
    clock.pass(1_000)
    await pace.take(signal)
    expect(clock.slept).toEqual([])
    await pace.take(signal)
    expect(clock.slept).toEqual([200])
  })

  it('gives no place to whoever stopped waiting', async () => {
    const clock = createClock()
    const pace = createPace(1, clock)
    const stop = new AbortController()
    const gone = Array.from({ length: 50 }, () => pace.take(stop.signal))
    const stays = pace.take(signal)
    stop.abort(new Error('stopped'))
    expect((await Promise.allSettled(gone)).filter(({ status }) => status === 'rejected').length).toBeGreaterThan(48)
    await stays
    expect(clock.nowMs()).toBeLessThanOrEqual(1_000)
  })

  it('rejects at once while somebody else sleeps', async () => {
    const pace = createPace(1, { nowMs: () => 0, sleep: () => new Promise(() => undefined) })
    await pace.take(signal)
    void pace.take(signal)
    const stop = new AbortController()
    const waiting = pace.take(stop.signal)
    stop.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
  })

  it('keeps time with the real clock', async () => {
    const pace = createPace(100)
    const startMs = performance.now()
    for (let count = 0; count < 4; count += 1) await pace.take(signal)
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(28)
  })

  it('may be none at all', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => noPace.take(signal)))
    await expect(noPace.take(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped')
  })
})

function createClock() {
  let ms = 0
  const slept: number[] = []
  const pass = (passedMs: number): void => void (ms += passedMs)
  const sleep = async (waitMs: number): Promise<void> => {
    slept.push(waitMs)
    pass(waitMs)
  }
  return { nowMs: () => ms, sleep, pass, slept }
}
