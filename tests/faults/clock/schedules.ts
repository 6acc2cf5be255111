import { mostTries, retryFree } from '../../../electron/batches/run/retry.ts'
import { createThrottle } from '../../../electron/batches/run/throttle.ts'
import { CallFailure } from '../../../electron/providers/provider.ts'
import { parseRetryAfter } from '../../../electron/providers/retry-after.ts'
import { createRandom, type Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'
import { createJumpingClock } from './jumping-clock.ts'

/** A minute, and the second of jitter above what a service asked for. */
const longestMs = 61_000

/** Plays schedules of retries and holds on clocks that jump. */
export async function playSchedules(count: number, seed: number): Promise<SuiteResult> {
  const violations: string[] = []
  let [waits, calls] = [0, 0]
  for (let number = 0; number < count; number += 1) {
    const random = createRandom(seed).fork(`schedule ${number}`)
    const said = await (number % 2 === 0 ? playRetries(random) : playHolds(random))
    waits += said.waits
    calls += said.calls
    violations.push(...said.violations.map((violation) => `schedule ${number}: ${violation}`))
  }
  return { counts: { schedules: count, waits, calls }, violations }
}

interface Played {
  readonly waits: number
  readonly calls: number
  readonly violations: readonly string[]
}

async function playRetries(random: Random): Promise<Played> {
  const clock = createJumpingClock(random)
  const violations: string[] = []
  const starts: number[] = []
  const asked: (number | null)[] = []
  const failures = random.int(0, 6)
  const call = (): Promise<number> => {
    starts.push(clock.monotonicMs())
    if (starts.length > failures) return Promise.resolve(1)
    const retryAfterMs = askedWait(random)
    asked.push(retryAfterMs)
    return Promise.reject(new CallFailure('busy', { code: 'rate-limited', message: 'Busy.', retryAfterMs }))
  }
  const signal = new AbortController().signal
  await retryFree(call, { clock, random: random.next, signal, onBusy: () => undefined }).catch((thrown: unknown) => {
    if (!(thrown instanceof CallFailure)) violations.push(String(thrown))
  })
  if (starts.length > mostTries) violations.push(`called ${starts.length} times`)
  for (const [index, ms] of clock.waits.entries()) {
    const least = asked[index] ?? 0
    if (!(ms >= least && ms <= longestMs)) violations.push(`waited ${ms} ms where ${least} ms was asked`)
    const passed = (starts[index + 1] ?? 0) - (starts[index] ?? 0)
    if (passed < least) violations.push(`called again after ${passed} ms where ${least} ms was asked`)
  }
  return { waits: clock.waits.length, calls: starts.length, violations }
}

/** What a service may write: seconds, a date with and without its own time, one in the past, one in a year, rubbish. */
function askedWait(random: Random): number | null {
  const serverMs = Date.UTC(2026, 5, random.int(1, 28), random.int(0, 23), random.int(0, 59), random.int(0, 59))
  const date = new Date(serverMs).toUTCString()
  const until = new Date(serverMs + random.int(-86_400, 90) * 1_000).toUTCString()
  const header = random.pick([String(random.int(0, 200)), '0', '-5', '1e9', 'soon', until, until, '999999999', null])
  return parseRetryAfter(header, random.chance(0.7) ? date : null)
}

async function playHolds(random: Random): Promise<Played> {
  const clock = createJumpingClock(random)
  const violations: string[] = []
  // One at a time, what starts during a hold is wrong; several may have set out before it was announced.
  const most = random.pick([1, 8])
  const throttle = createThrottle({ start: random.int(1, most), most }, clock)
  const signal = new AbortController().signal
  let [heldUntil, calls] = [0, 0]
  const task = async (): Promise<void> => {
    if (most === 1 && clock.monotonicMs() < heldUntil) violations.push('started during a hold')
    calls += 1
    if (!random.chance(0.3)) return throttle.onClean()
    const holdMs = random.int(0, 60_000)
    heldUntil = Math.max(heldUntil, clock.monotonicMs() + holdMs)
    throttle.slowDown(holdMs)
    await Promise.resolve()
  }
  await Promise.all(Array.from({ length: 12 }, () => throttle.run(task, signal))).catch((thrown: unknown) =>
    violations.push(String(thrown)),
  )
  if (calls !== 12) violations.push(`only ${calls} of 12 calls were made`)
  for (const ms of clock.waits) if (!(ms > 0 && ms <= longestMs)) violations.push(`waited ${ms} ms for a hold`)
  if (throttle.concurrency < 1) violations.push('lets nothing through any more')
  return { waits: clock.waits.length, calls, violations }
}
