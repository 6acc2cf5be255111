import type { TimelineMonth } from '../../../shared/ipc/history-rows.ts'
import type { Database } from '../database.ts'
import { monthOf, startOfMonth } from './days.ts'
import type { OpenedView } from './open-view.ts'

/** How many rows of a view each month of the user's calendar has, newest first; months without any are left out. */
export function readTimeline(database: Database, { ids, dated }: Pick<OpenedView, 'ids' | 'dated'>): TimelineMonth[] {
  if (dated === null) return countMonths(database, ids)
  const newestFirst = dated === 'newest-first' ? ids : ids.toReversed()
  const months = cutIntoMonths(database, newestFirst)
  if (dated === 'newest-first') return months
  return months.map(({ position, ...month }) => ({ ...month, position: ids.length - (position ?? 0) - month.count }))
}

/** Looks up no more rows than it takes to find where one month ends and the next begins. */
function cutIntoMonths(database: Database, ids: Int32Array): TimelineMonth[] {
  const months: TimelineMonth[] = []
  for (let position = 0; position < ids.length;) {
    const at = madeAt(database, ids, position)
    if (at === null) break
    const month = monthOf(at)
    const end = firstBefore(database, ids, { from: position, moment: startOfMonth(month) })
    months.push({ month, count: end - position, position })
    position = end
  }
  return months
}

/** Where the first row stands that is older than a moment, from a row on that is not. */
function firstBefore(
  database: Database,
  ids: Int32Array,
  { from, moment }: { readonly from: number; readonly moment: string },
): number {
  let [low, high] = [from + 1, ids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const at = madeAt(database, ids, middle)
    if (at !== null && at >= moment) low = middle + 1
    else high = middle
  }
  return low
}

/** Of the row at a place, or of the next one that was not deleted since. */
function madeAt(database: Database, ids: Int32Array, place: number): string | null {
  for (let next = place; next < ids.length; next += 1) {
    const row = database.get<{ at: string }>('SELECT at FROM history_entry WHERE id = :id', { id: ids[next] ?? 0 })
    if (row !== null) return row.at
  }
  return null
}

function countMonths(database: Database, ids: Int32Array): TimelineMonth[] {
  // By the minute, so that few times are left to be looked up in the calendar.
  const minutes = database.all<{ minute: string; count: number }>(
    `SELECT substr(entry.at, 1, 16) AS minute, count(*) AS count
     FROM json_each(:ids) AS wanted JOIN history_entry AS entry ON entry.id = wanted.value GROUP BY 1`,
    { ids: JSON.stringify([...ids]) },
  )
  const counts = new Map<string, number>()
  for (const { minute, count } of minutes) {
    const month = monthOf(`${minute}Z`)
    counts.set(month, (counts.get(month) ?? 0) + count)
  }
  return [...counts]
    .map(([month, count]) => ({ month, count, position: null }))
    .toSorted((a, b) => (a.month < b.month ? 1 : -1))
}
