import { expect, it } from 'vitest'
import { systemClock } from '../../../../electron/batches/clock.ts'
import { createThrottle } from '../../../../electron/batches/run/throttle.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

const never = new AbortController().signal

it('starts nothing new while the service asked for a pause, and takes the longest one it asked for', async () => {
  const clock = createFakeClock()
  const throttle = createThrottle({ start: 4, most: 4 }, clock)
  throttle.slowDown(5_000)
  throttle.slowDown(1_000)
  await throttle.run(() => Promise.resolve(), never)
  expect(clock.monotonicMs()).toBe(5_000)
})

it('lets whoever leaves go at once, however long the pause is', async () => {
  const throttle = createThrottle({ start: 1, most: 1 }, systemClock)
  throttle.slowDown(60_000)
  const leave = new AbortController()
  let started = false
  const waiting = throttle.run(() => Promise.resolve((started = true)), leave.signal)
  leave.abort(new Error('left'))
  await expect(waiting).rejects.toThrow('left')
  expect(started).toBe(false)
})

it('halves what runs at a time on a complaint and raises it again by clean answers', () => {
  const throttle = createThrottle({ start: 4, most: 5 }, createFakeClock())
  throttle.slowDown(0)
  expect(throttle.concurrency).toBe(2)
  for (let clean = 0; clean < 10; clean += 1) throttle.onClean()
  expect(throttle.concurrency).toBe(3)
  for (let clean = 0; clean < 100; clean += 1) throttle.onClean()
  expect(throttle.concurrency).toBe(5)
})

it('takes another upper limit at once', async () => {
  const throttle = createThrottle({ start: 4, most: 8 }, systemClock)
  throttle.limitTo(2)
  expect(throttle.concurrency).toBe(2)
  throttle.limitTo(3)
  for (let clean = 0; clean < 50; clean += 1) throttle.onClean()
  expect(throttle.concurrency).toBe(3)
  await throttle.run(() => Promise.resolve(), never)
})
