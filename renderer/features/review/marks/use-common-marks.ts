import { useMemo } from 'react'
import type { Rating, Verdict } from '../../../../shared/domain/review.ts'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { layOver } from './marks.ts'

interface CommonMarks {
  /** null where they differ, or where none has one. */
  readonly verdict: Verdict | null
  readonly rating: Rating | null
}

/** What selected results of the history have in common, as far as their rows were read. */
export function useCommonMarks(outputs: readonly string[]): CommonMarks {
  const { pages } = useFrom('history', (state) => state.rows)
  const laid = useFrom('review', (state) => state.laid)
  return useMemo(() => {
    const rows = new Map<string, NonNullable<HistoryRow['result']>>()
    for (const page of pages.values()) for (const { result } of page) if (result !== null) rows.set(result.id, result)
    const marks = outputs.flatMap((id) => {
      const row = rows.get(id)
      return row === undefined ? [] : [layOver(row, laid.get(id)?.shown ?? null)]
    })
    const [first] = marks
    return {
      verdict: marks.every(({ verdict }) => verdict === first?.verdict) ? (first?.verdict ?? null) : null,
      rating: marks.every(({ rating }) => rating === first?.rating) ? (first?.rating ?? null) : null,
    }
  }, [outputs, pages, laid])
}
