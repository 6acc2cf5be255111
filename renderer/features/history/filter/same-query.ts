import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import { everything } from '../../../../shared/ipc/history-query.ts'

/** Whether two queries ask for the same, in the same order. */
export function isSameQuery(left: HistoryQuery, right: HistoryQuery): boolean {
  const fields = Object.keys(everything) as (keyof HistoryQuery)[] // Object.keys forgets the key type.
  return fields.every((field) => isSame(left[field] ?? everything[field], right[field] ?? everything[field]))
}

/** Whether two queries find the same entries, in whatever order and piles. */
export function findsTheSame(left: HistoryQuery, right: HistoryQuery): boolean {
  const { sort, descending, stacked } = left
  return isSameQuery(left, { ...right, sort, descending, stacked })
}

function isSame(left: HistoryQuery[keyof HistoryQuery], right: HistoryQuery[keyof HistoryQuery]): boolean {
  if (Array.isArray(left) && Array.isArray(right)) return hasSameValues(left, right)
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right
  return 'kind' in left && 'kind' in right && left.kind === right.kind && idOf(left) === idOf(right)
}

/** Lists are sets of conditions: in another order they ask for the same. */
function hasSameValues(left: readonly string[], right: readonly string[]): boolean {
  const values = new Set(left)
  return values.size === new Set(right).size && right.every((value) => values.has(value))
}

function idOf(within: HistoryQuery['within']): string | null {
  return within.kind === 'all' ? null : within.id
}
