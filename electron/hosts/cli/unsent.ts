import { goingOn } from '../../../shared/domain/item.ts'
import type { BatchView } from '../../batches/batch-view.ts'

/** Pictures of a batch that would be sent by going on with it. */
export function unsentOf({ counts }: BatchView): number {
  return (counts.planned ?? 0) + (counts.queued ?? 0) + (counts.parked ?? 0)
}

/** Whether anything of a batch is left to do without a decision of the user. */
export function isGoingOn({ counts }: BatchView): boolean {
  return goingOn.some((status) => (counts[status] ?? 0) > 0)
}
