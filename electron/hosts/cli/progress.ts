import { formatUsd } from '../../../shared/domain/money.ts'
import { isRunningStatus, isSettled, type ItemStatus } from '../../../shared/domain/item.ts'
import type { BatchView } from '../../batches/batch-view.ts'

/** Where a running batch stands. */
export interface Standing {
  readonly total: number
  readonly settled: number
  readonly running: number
  readonly failed: number
  readonly view: BatchView
}

export function standingOf(view: BatchView): Standing {
  const counts = Object.entries(view.counts) as [ItemStatus, number][] // `Object.entries` forgets the keys.
  const sum = (isWanted: (status: ItemStatus) => boolean): number =>
    counts.reduce((total, [status, count]) => (isWanted(status) ? total + count : total), 0)
  return {
    total: sum(() => true),
    settled: sum((status) => isSettled(status) || status === 'unresolved' || status === 'parked'),
    running: sum(isRunningStatus),
    failed: view.counts.failed ?? 0,
    view,
  }
}

/** Predicts from what was settled since the run began; what an earlier run did says nothing about speed. */
export function createEta(start: { readonly settled: number; readonly atMs: number }) {
  return ({ total, settled }: Standing, nowMs: number): number | null => {
    const done = settled - start.settled
    const elapsedMs = nowMs - start.atMs
    if (done < 2 || elapsedMs < 1_000) return null
    return (elapsedMs / done) * (total - settled)
  }
}

const widestBar = 28
const narrowestBar = 6

/** One line: a bar as wide as there is room for, count, running, failed, spent, time left. */
export function progressLine(standing: Standing, etaMs: number | null, width: number): string {
  const text = progressText(standing, etaMs)
  const bar = Math.min(widestBar, width - text.length - 3)
  if (bar < narrowestBar) return text.slice(0, Math.max(0, width - 1))
  const filled = standing.total === 0 ? bar : Math.floor((bar * standing.settled) / standing.total)
  return `${'▓'.repeat(filled)}${'░'.repeat(bar - filled)}  ${text}`
}

export function progressText({ total, settled, running, failed, view }: Standing, etaMs: number | null): string {
  return [
    `${settled}/${total}`,
    ...(running > 0 ? [`${running} running`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(view.charged > 0
      ? [`${formatUsd(view.charged)} spent${view.batch.mode === 'practice' ? ' (practice)' : ''}`]
      : []),
    ...(etaMs !== null && settled < total ? [`${describeDuration(etaMs)} left`] : []),
  ].join(' · ')
}

function describeDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
