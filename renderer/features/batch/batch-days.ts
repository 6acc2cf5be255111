import type { BatchRow } from '../../../shared/ipc/rows.ts'

export type BatchDay = 'today' | 'yesterday' | 'earlier'

export interface BatchGroup {
  readonly day: BatchDay
  readonly batches: readonly BatchRow[]
}

/** Batches by the day they were made, in local time, in the order they come; days without one are left out. */
export function groupByDay(batches: readonly BatchRow[], now: Date): readonly BatchGroup[] {
  const startOfToday = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const startOfYesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  const dayOf = ({ createdAt }: BatchRow): BatchDay => {
    const at = new Date(createdAt)
    if (at >= startOfToday) return 'today'
    return at >= startOfYesterday ? 'yesterday' : 'earlier'
  }
  const days = ['today', 'yesterday', 'earlier'] as const
  return days
    .map((day) => ({ day, batches: batches.filter((batch) => dayOf(batch) === day) }))
    .filter(({ batches }) => batches.length > 0)
}
