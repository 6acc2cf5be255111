import type { BatchView } from '../../batches/batch-view.ts'

/** Pictures of a batch that would be sent by going on with it. */
export function unsentOf({ counts }: BatchView): number {
  return (counts.planned ?? 0) + (counts.queued ?? 0) + (counts.parked ?? 0)
}
