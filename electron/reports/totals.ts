import { itemStatuses, type ItemStatus, type Mode } from '../../shared/domain/item.ts'
import { addMoney, noMoney } from '../../shared/domain/money.ts'
import type { ReportMoney, ReportRow, ReportTotals } from './subject.ts'

const nothing: ReportMoney = { items: 0, charged: noMoney, held: noMoney }

/** The totals of the rows a report shows. */
export function addUp(rows: Iterable<ReportRow>): ReportTotals {
  const counts: Partial<Record<ItemStatus, number>> = {}
  const verdicts = { keep: 0, reject: 0 }
  const money: Record<Mode, ReportMoney> = { paid: nothing, practice: nothing }
  let [items, results] = [0, 0]
  for (const { status, mode, charged, held, outputs } of rows) {
    items += 1
    results += outputs.length
    counts[status] = (counts[status] ?? 0) + 1
    for (const { verdict } of outputs) if (verdict !== null) verdicts[verdict] += 1
    const sum = money[mode]
    money[mode] = {
      items: sum.items + 1,
      charged: addMoney(sum.charged, charged),
      held: addMoney(sum.held, held),
    }
  }
  return { items, results, counts, verdicts, money }
}

/** Statuses that occur, in the order of an item's life backwards: what is finished comes first. */
export function shownCounts(counts: ReportTotals['counts']): readonly (readonly [ItemStatus, number])[] {
  return itemStatuses
    .toReversed()
    .toSorted((a, b) => Number(b === 'done') - Number(a === 'done'))
    .flatMap((status) => (counts[status] === undefined ? [] : [[status, counts[status]] as const]))
}

/** "5 done, 1 failed". */
export function describeCounts(counts: ReportTotals['counts']): string {
  return shownCounts(counts)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ')
}
