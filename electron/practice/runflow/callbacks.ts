import { timeOrderedId } from '../identifiers.ts'
import { payloadOf } from './callback-payload.ts'
import { attemptDelivery, pausesMs } from './callback-post.ts'
import type { RunflowContext } from './context.ts'
import type { DeliveryRow, RunRow } from './rows.ts'

/** Calls `callback_url` back when a run ends (Runflow §10); goes on after a restart where it stood. */
export interface Callbacks {
  /** Builds a payload of the run as it is now and delivers it in the background; null where there is nowhere to. */
  deliver(run: RunRow, how: { isAutomatic: boolean }): DeliveryRow | null
}

export function createCallbacks(context: RunflowContext): Callbacks {
  const { clock, tables, signal } = context
  takeUp()

  return { deliver }

  function deliver(run: RunRow, { isAutomatic }: { isAutomatic: boolean }): DeliveryRow | null {
    if (run.callbackUrl === null || run.end === null) return null
    const nowMs = clock.nowMs()
    const delivery: DeliveryRow = {
      id: timeOrderedId(nowMs),
      runId: run.id,
      url: run.callbackUrl,
      isAutomatic,
      payload: JSON.stringify(payloadOf(run, context)),
      createdAtMs: nowMs,
      completedAtMs: null,
      isDelivered: false,
      attempts: [],
    }
    tables.deliveries.put(delivery.id, delivery)
    follow(delivery)
    return delivery
  }

  /** After a restart: deliveries under way, and ends nobody was told of. */
  function takeUp(): void {
    const deliveries = [...tables.deliveries.rows()]
    const told = new Set(deliveries.map(({ runId }) => runId))
    for (const delivery of deliveries) if (delivery.completedAtMs === null) follow(delivery)
    for (const run of tables.runs.rows()) if (!told.has(run.id)) deliver(run, { isAutomatic: true })
  }

  function follow(delivery: DeliveryRow): void {
    carryOut(delivery).catch(context.report)
  }

  async function carryOut(started: DeliveryRow): Promise<void> {
    let delivery = started
    while (delivery.completedAtMs === null) {
      const pauseMs = delivery.attempts.length === 0 ? 0 : (pausesMs[delivery.attempts.length - 1] ?? 0)
      if (pauseMs > 0 && !(await clock.wait(pauseMs, signal))) return
      delivery = await attemptDelivery(delivery, context)
      if (signal.aborted) return
      tables.deliveries.put(delivery.id, delivery)
    }
  }
}
