import { goingOn } from '../../../shared/domain/item.ts'
import type { BatchView } from '../../batches/batch-view.ts'

/** Whether anything of a batch is left to do without a decision of the user. */
export function isGoingOn({ counts }: BatchView): boolean {
  return goingOn.some((status) => (counts[status] ?? 0) > 0)
}
