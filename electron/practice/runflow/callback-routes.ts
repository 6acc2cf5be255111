import { jsonReply, Refused, type Call, type Reply } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { maxAttempts } from './callback-post.ts'
import type { Callbacks } from './callbacks.ts'
import type { RunflowContext } from './context.ts'
import { invalid } from './errors.ts'
import { isoUtc } from './record.ts'
import type { DeliveryRow, RunRow } from './rows.ts'
import type { Runs } from './runs.ts'

/** The deliveries of a run's callback, oldest first (Runflow §10). */
export async function listDeliveries({ params }: Call, runs: Runs, context: RunflowContext): Promise<Reply> {
  const run = await findRun(params, runs)
  const deliveries = [...context.tables.deliveries.rows()].filter(({ runId }) => runId === run.id)
  return jsonReply(200, deliveries.map(deliveryRecord))
}

/** Sends a fresh payload to the run's callback address. */
export async function redeliver({ params }: Call, runs: Runs, callbacks: Callbacks): Promise<Reply> {
  const run = await findRun(params, runs)
  const delivery = callbacks.deliver(run, { isAutomatic: false })
  if (!delivery) throw invalid('run_id', 'Needs an ended run with a callback_url')
  return jsonReply(201, deliveryRecord(delivery))
}

async function findRun(params: Call['params'], runs: Runs): Promise<RunRow> {
  const run = await runs.read(params['id'] ?? '')
  if (!run) throw new Refused({ status: 404 })
  return run
}

function deliveryRecord(delivery: DeliveryRow): Readonly<Record<string, unknown>> {
  const last = delivery.attempts.at(-1)
  const isOver = delivery.completedAtMs !== null
  const hasFailed = isOver && !delivery.isDelivered
  return {
    id: delivery.id,
    run_id: delivery.runId,
    callback_url: delivery.url,
    payload_bytes: Buffer.byteLength(delivery.payload),
    payload: parseJson(Buffer.from(delivery.payload)),
    signing_secret_id: null,
    is_automatic: delivery.isAutomatic,
    status_code: isOver ? (hasFailed ? 'failed' : 'succeeded') : 'pending',
    failure_reason_code: hasFailed ? 'attempts_exhausted' : null,
    failure_detail: hasFailed ? (last?.error ?? `Answered ${last?.status}`) : null,
    attempt_count: delivery.attempts.length,
    max_attempts: maxAttempts,
    next_attempt_at: null,
    created_at: isoUtc(delivery.createdAtMs),
    updated_at: isoUtc(last?.atMs ?? delivery.createdAtMs),
    completed_at: delivery.completedAtMs === null ? null : isoUtc(delivery.completedAtMs),
    attempts: delivery.attempts.map((attempt, index) => ({
      id: attempt.id,
      delivery_id: delivery.id,
      attempt_number: index + 1,
      status_code: attempt.status,
      response_body: null,
      response_time_ms: attempt.tookMs,
      error_message: attempt.error,
      created_at: isoUtc(attempt.atMs),
    })),
  }
}
