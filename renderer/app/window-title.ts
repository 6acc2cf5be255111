import { isSettled } from '../../shared/domain/item.ts'
import type { BatchRow } from '../../shared/ipc/rows.ts'
import type { Translate } from '../messages/translate.ts'

/** The title of the window: how far everything that runs is, or only the name. */
export function windowTitle(batches: readonly BatchRow[], t: Pick<Translate, 'number'>): string {
  const running = batches.filter(({ activity }) => activity === 'running' || activity === 'stopping')
  const total = running.reduce((sum, batch) => sum + batch.total, 0)
  if (total === 0) return 'Lightbench'
  const settled = running.reduce((sum, batch) => sum + settledCount(batch), 0)
  return `${Math.floor((settled / total) * 100)} % · ${t.number(settled)}/${t.number(total)} · Lightbench`
}

function settledCount({ counts }: BatchRow): number {
  const entries = Object.entries(counts) as [keyof typeof counts, number][] // Object.entries forgets the key type.
  return entries.reduce((sum, [status, count]) => sum + (isSettled(status) ? count : 0), 0)
}
