import type { RunPlan, RunRow } from './rows.ts'

/** What a run tells of itself at a moment (Runflow §4). */
export interface Progress {
  readonly status: string
  readonly startedAtMs: number | null
}

export function endsAtMs({ createdAtMs, plan }: RunRow): number {
  return createdAtMs + plan.queuedMs + plan.dispatchingMs + plan.runningMs
}

/** Whether a run that still works should end now: its time has passed and it was read as often as planned. */
export function isDue(run: RunRow, nowMs: number, polls: number): boolean {
  return nowMs >= endsAtMs(run) && polls >= run.plan.workingPolls
}

export function progressOf(run: RunRow, nowMs: number): Progress {
  const startsAtMs = run.createdAtMs + run.plan.queuedMs
  const startedAtMs = nowMs >= startsAtMs ? startsAtMs : null
  if (run.end) return { status: run.end.status, startedAtMs }
  return { status: run.plan.workingStatus ?? workingStatus(run.plan, nowMs - startsAtMs), startedAtMs }
}

function workingStatus({ dispatchingMs }: RunPlan, sinceStartMs: number): string {
  if (sinceStartMs < 0) return 'queued'
  return sinceStartMs < dispatchingMs ? 'dispatching' : 'running'
}
