import type { RunflowContext } from './context.ts'
import { outputOf } from './record.ts'
import type { RunEnd, RunRow } from './rows.ts'

const events: Readonly<Record<RunEnd['status'], string>> = {
  succeeded: 'run.completed',
  failed: 'run.failed',
  canceled: 'run.cancelled',
  cancelled: 'run.cancelled',
  partial_succeeded: 'run.partial_succeeded',
}

/** What is posted to `callback_url` (Runflow §10). */
export function payloadOf(run: RunRow, context: RunflowContext): Readonly<Record<string, unknown>> {
  const status = run.end?.status ?? 'failed'
  return {
    event: events[status],
    run_id: run.id,
    status: status === 'canceled' ? 'cancelled' : status,
    output: run.end ? outputOf(run, run.end, context) : null,
    duration_ms: run.end ? run.end.atMs - run.createdAtMs : null,
    created_at: isoWithOffset(run.createdAtMs),
    completed_at: run.end ? isoWithOffset(run.end.atMs) : null,
    metadata: run.metadata,
  }
}

/** Callbacks end in `+00:00`, never in `Z`. */
function isoWithOffset(atMs: number): string {
  return new Date(atMs).toISOString().replace('Z', '+00:00')
}
