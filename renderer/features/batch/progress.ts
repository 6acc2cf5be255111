import { runningStatuses, sentStatuses, type ItemStatus } from '../../../shared/domain/item.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'

type Counts = BatchRow['counts']

/** How far a batch is, in items. Skipped ones were never part of the work. */
export interface Tally {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly unresolved: number
  readonly parked: number
  readonly running: number
  readonly cancelled: number
  readonly skipped: number
  /** Not begun: planned, queued or parked. */
  readonly left: number
}

/** What cancelling now leaves unsent, and what was sent and is collected all the same. */
export function cutOf(row: Pick<BatchRow, 'counts' | 'total'>): { readonly unsent: number; readonly underWay: number } {
  const { left, running } = tallyOf(row)
  const underWay = sum(row.counts, sentStatuses)
  return { unsent: left + running - underWay, underWay }
}

export function tallyOf({ counts, total }: Pick<BatchRow, 'counts' | 'total'>): Tally {
  const skipped = counts.skipped ?? 0
  return {
    total: total - skipped,
    done: counts.done ?? 0,
    failed: counts.failed ?? 0,
    unresolved: counts.unresolved ?? 0,
    parked: counts.parked ?? 0,
    running: sum(counts, runningStatuses),
    cancelled: counts.cancelled ?? 0,
    skipped,
    left: sum(counts, ['planned', 'queued', 'parked']),
  }
}

export interface Segment {
  readonly kind: 'done' | 'failed' | 'unresolved' | 'running'
  /** Share of the bar, above 0 and at most 1. */
  readonly share: number
}

/** The parts of a progress bar in reading order; what they leave of 1 is what is still to do. */
export function progressSegments(tally: Tally): readonly Segment[] {
  if (tally.total <= 0) return []
  const kinds = ['done', 'failed', 'unresolved', 'running'] as const
  return kinds.map((kind) => ({ kind, share: tally[kind] / tally.total })).filter(({ share }) => share > 0)
}

/** How a batch stands, told by shape in lists. */
export type BatchMark = 'running' | 'waiting' | 'paused' | 'unresolved' | 'failed' | 'done' | 'cancelled'

export function markOf(row: BatchRow): BatchMark {
  const tally = tallyOf(row)
  if (row.activity === 'running' || row.activity === 'stopping') return 'running'
  if (row.activity === 'waiting') return 'waiting'
  if (tally.unresolved > 0) return 'unresolved'
  if (row.status === 'running' || row.status === 'paused' || row.status === 'planned') return 'paused'
  if (row.status === 'cancelled') return 'cancelled'
  return tally.failed > 0 ? 'failed' : 'done'
}

/** Whether it is the batch's own cap that has no room for another picture; otherwise it is one of the settings. */
export function isOwnCapFull({ cap, charged, reserved, perItem }: BatchRow): boolean {
  return cap !== null && cap - charged - reserved < perItem
}

/** Whether a batch waits for the network, and goes on by itself when it is back. */
export function isOfflineWait({ activity, pause }: Pick<BatchRow, 'activity' | 'pause'>): boolean {
  return activity === 'waiting' && pause?.code === 'offline'
}

/** Whether nothing of a batch goes on, and why is worth saying. */
export function isHeldUp(row: BatchRow): boolean {
  return row.activity === 'none' || isOfflineWait(row)
}

export function canPause({ activity }: BatchRow): boolean {
  return activity === 'running' || activity === 'waiting'
}

/** Whether a batch that stands still has something to go on with. */
export function canResume(row: BatchRow): boolean {
  const isOver = row.status === 'done' || row.status === 'cancelled'
  const { left, running } = tallyOf(row)
  return row.activity === 'none' && !isOver && left + running > 0
}

/** Whether there is something left that would not be sent. */
export function canCancel(row: BatchRow): boolean {
  const isOver = row.status === 'done' || row.status === 'cancelled'
  const { left, running } = tallyOf(row)
  return row.activity !== 'stopping' && !isOver && left + running > 0
}

/** Whether a batch still needs something, from this process or from the user. */
export function isUnfinished(row: BatchRow): boolean {
  return ['running', 'waiting', 'paused', 'unresolved'].includes(markOf(row))
}

function sum(counts: Counts, statuses: readonly ItemStatus[]): number {
  return statuses.reduce((total, status) => total + (counts[status] ?? 0), 0)
}
