import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createInterruptSource } from '../../../../electron/hosts/cli/process-interrupts.ts'

function createSource() {
  const emitter = new EventEmitter()
  const seen = { told: 0, ended: 0, nowMs: 0 }
  const onInterrupt = createInterruptSource(emitter as unknown as NodeJS.Process, {
    monotonicMs: () => seen.nowMs,
    end: () => (seen.ended += 1),
  })
  const stop = onInterrupt(() => (seen.told += 1))
  const press = (signal: string, atMs: number): void => {
    seen.nowMs = atMs
    emitter.emit(signal)
  }
  return { emitter, seen, stop, press }
}

describe('requests to end', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('are told for %s', (signal) => {
    const { seen, press } = createSource()
    press(signal, 0)
    expect(seen).toMatchObject({ told: 1, ended: 0 })
  })

  it('count once when the terminal and a runner hand on the same one', () => {
    const { seen, press } = createSource()
    press('SIGINT', 1_000)
    press('SIGINT', 1_004)
    expect(seen.told).toBe(1)
    press('SIGINT', 2_000)
    expect(seen.told).toBe(2)
  })

  it('end the process at the third', () => {
    const { seen, press } = createSource()
    press('SIGINT', 0)
    press('SIGINT', 1_000)
    expect(seen.ended).toBe(0)
    press('SIGTERM', 2_000)
    expect(seen.ended).toBe(1)
  })

  it('are left to the system when nobody listens any more', () => {
    const { emitter, stop } = createSource()
    expect(emitter.listenerCount('SIGINT')).toBe(1)
    stop()
    expect(emitter.listenerCount('SIGINT') + emitter.listenerCount('SIGTERM')).toBe(0)
  })
})
