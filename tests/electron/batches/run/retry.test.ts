import { expect, it } from 'vitest'
import { backOffMs, retryFree } from '../../../../electron/batches/run/retry.ts'
import { CallFailure } from '../../../../electron/providers/provider.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'

function retrying() {
  const clock = createFakeClock()
  return { clock, random: () => 0.5, signal: new AbortController().signal, onBusy: () => undefined }
}

const busy = (retryAfterMs: number | null = null) =>
  new CallFailure('busy', { code: 'rate-limited', message: 'Too many requests.', retryAfterMs })

it('repeats a free call until it succeeds and waits longer each time', async () => {
  const dependencies = retrying()
  const answers = [busy(), busy(), 'done'] as const
  let calls = 0
  const answer = await retryFree(() => {
    const next = answers[calls]
    calls += 1
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next)
  }, dependencies)
  expect(answer).toBe('done')
  expect(dependencies.clock.waits).toEqual([1_000, 2_000])
})

it('gives up after four tries with the last failure', async () => {
  let calls = 0
  const call = () => {
    calls += 1
    return Promise.reject(busy())
  }
  await expect(retryFree(call, retrying())).rejects.toMatchObject({ code: 'rate-limited' })
  expect(calls).toBe(4)
})

it('does not repeat what the service refused', async () => {
  let calls = 0
  const refused = new CallFailure('refused', { code: 'input-refused', message: 'No.' })
  await expect(
    retryFree(() => {
      calls += 1
      return Promise.reject(refused)
    }, retrying()),
  ).rejects.toBe(refused)
  expect(calls).toBe(1)
})

it('keeps a stated Retry-After to within a second and never waits longer than a minute', () => {
  expect(backOffMs(7_000, 1, () => 0)).toBe(7_000)
  expect(backOffMs(7_000, 1, () => 0.999)).toBeLessThan(8_000)
  expect(backOffMs(3_600_000, 1, () => 0)).toBe(60_000)
  expect(backOffMs(null, 30, () => 1)).toBe(60_000)
})
