import { isSettled, itemStatuses, type ItemStatus } from '../../../../shared/domain/item.ts'
import type { BatchRow } from '../../../../shared/ipc/rows.ts'

export interface BatchCount {
  /** Stands for all phases of work where it is `waiting`. */
  readonly status: ItemStatus
  readonly count: number
}

const shown: readonly ItemStatus[] = ['done', 'failed', 'unresolved', 'parked', 'skipped', 'cancelled']

/** The counts of a batch that matter in a list: how its items ended, and how many are still on their way. */
export function batchCounts({ counts }: Pick<BatchRow, 'counts'>): readonly BatchCount[] {
  const onTheWay = itemStatuses
    .filter((status) => !isSettled(status) && !shown.includes(status))
    .reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const ended = shown.map((status) => ({ status, count: counts[status] ?? 0 }))
  return [...ended, { status: 'waiting' as const, count: onTheWay }].filter(({ count }) => count > 0)
}
