import { expect, it, onTestFinished } from 'vitest'
import { startWatch } from '../../../electron/providers/call-watch.ts'

const limits = { totalMs: 10_000, idleMs: 10_000, maxBytes: 1 }

it('lets a request be written once', () => {
  const watch = watchOf(new AbortController().signal)
  expect([watch.start(), watch.start()]).toEqual([true, false])
})

it('lets nothing be written after it was stopped, and knows that nothing was', () => {
  const stop = new AbortController()
  const watch = watchOf(stop.signal)
  stop.abort()
  expect(watch.start()).toBe(false)
  expect(watch.explain(new Error('late'))).toMatchObject({ reason: 'cancelled', wasSent: false })
})

it('takes a broken connection for sent as soon as writing began', () => {
  const watch = watchOf(new AbortController().signal)
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
  expect(watch.explain(reset)).toMatchObject({ reason: 'unreachable', wasSent: false })
  watch.start()
  expect(watch.explain(reset)).toMatchObject({ reason: 'broken', wasSent: true })
})

function watchOf(signal: AbortSignal) {
  const watch = startWatch({ limits, signal })
  onTestFinished(() => watch.end())
  return watch
}
