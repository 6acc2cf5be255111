import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { isUnfinished, markOf } from './progress.ts'

/** Batches that still go on or wait for the user: those that run first, then the newest. */
export function unfinishedBatches(batches: readonly BatchRow[]): readonly BatchRow[] {
  const unfinished = batches.filter(isUnfinished)
  return [...unfinished.filter(isRunning), ...unfinished.filter((row) => !isRunning(row))]
}

function isRunning(row: BatchRow): boolean {
  return markOf(row) === 'running' || markOf(row) === 'waiting'
}
