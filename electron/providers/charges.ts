import type { NanoUsd } from '../../shared/domain/money.ts'
import { CallFailure, type CallContext } from './provider.ts'

/** What a service has on record of one request. */
export interface ServiceCharge {
  /** The service's own id of it. */
  readonly id: string
  /** The attempt it was sent for, as it was told to the service; null where the record names none. */
  readonly reference: string | null
  readonly model: string | null
  /** ISO 8601. */
  readonly at: string
  /** What it cost; null where the record does not say. */
  readonly cost: NanoUsd | null
  readonly isOver: boolean
  /** Whether it was sent by Lightbench; null where the record does not say. */
  readonly isOurs: boolean | null
}

export interface ChargeRange {
  readonly fromMs: number
  readonly toMs: number
}

export interface ChargePage {
  readonly charges: readonly ServiceCharge[]
  /** There are more than may be read; only on the last page. */
  readonly isCutOff: boolean
}

/** Reads what a service says was charged. Costs nothing, and every call is a read. */
export interface ServiceCharges {
  /** Newest first, a page for each call. Throws `CallFailure`. */
  list(range: ChargeRange, context: CallContext): AsyncIterable<ChargePage>
}

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

const pausesMs = [2_000, 4_000, 8_000, 16_000, 32_000] as const
const longestPauseMs = 60_000

/** Makes a call again that the service wants later, as often as its own advice says (Runflow §14, AIML API §7). */
export async function patiently<T>(work: () => Promise<T>, wait: Wait, signal: AbortSignal): Promise<T> {
  for (const pauseMs of pausesMs) {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof CallFailure) || thrown.code !== 'rate-limited') throw thrown
      await wait(Math.min(longestPauseMs, thrown.retryAfterMs ?? pauseMs), signal)
    }
  }
  return await work()
}
