import { createHmac, randomUUID } from 'node:crypto'
import { isLoopback } from '../loopback.ts'
import type { RunflowContext } from './context.ts'
import type { DeliveryRow } from './rows.ts'

/** Pauses before the second and the third attempt (Runflow §10). */
export const pausesMs = [1_000, 2_000] as const
export const maxAttempts = pausesMs.length + 1
const answerLimitMs = 5_000

/** Posts a delivery once, signed, and returns it with the attempt; never rejects for what the receiver does. */
export async function attemptDelivery(delivery: DeliveryRow, context: RunflowContext): Promise<DeliveryRow> {
  const { clock } = context
  const atMs = clock.nowMs()
  const { status, error } = await post(delivery, context)
  const tookMs = clock.nowMs() - atMs
  const attempts = [...delivery.attempts, { id: randomUUID(), atMs, status, tookMs, error }]
  const isDelivered = status !== null && status >= 200 && status < 300
  const isOver = isDelivered || attempts.length >= maxAttempts
  return { ...delivery, attempts, isDelivered, completedAtMs: isOver ? clock.nowMs() : null }
}

async function post(
  { url, payload }: DeliveryRow,
  { signal, callbackSecret }: RunflowContext,
): Promise<{ status: number | null; error: string | null }> {
  if (!isLoopback(new URL(url))) return { status: null, error: 'Practice mode calls back on this machine only' }
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: payload,
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'Runflow-Request-Id': randomUUID(),
        'Runflow-Signature': createHmac('sha256', callbackSecret).update(payload).digest('hex'),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerLimitMs)]),
    })
    await response.body?.cancel()
    return { status: response.status, error: null }
  } catch (error) {
    return { status: null, error: String(error) }
  }
}
