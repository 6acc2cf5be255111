import { useMemo } from 'react'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import { assertNever } from '../../../../shared/result.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import type { Names } from './conditions.ts'
import type { HistoryState } from '../rows/history-store.ts'
import { useDates } from '../../../messages/use-dates.ts'

/** What the part of history is called that a query is about. */
export function useNames({ within }: HistoryQuery): Names {
  const t = useTranslate()
  const { day } = useDates()
  const number = useFrom('batches', ({ batches }) =>
    within.kind === 'batch' ? (batches.find(({ id }) => id === within.id)?.number ?? null) : null,
  )
  const known = useFrom('history', (state) => nameIn(state, within))
  const firstNumber = useFrom('history', ({ rows }) => rows.pages.values().next().value?.[0]?.batchNumber ?? null)
  return useMemo(() => {
    const batch = number ?? firstNumber
    if (within.kind !== 'batch') return { within: known ?? t(`history.within-${within.kind}`), day }
    return { within: batch === null ? t('history.within-batch') : t('history.batch-number', { number: batch }), day }
  }, [t, day, within, number, firstNumber, known])
}

function nameIn({ lists, rows }: HistoryState, within: HistoryQuery['within']): string | null {
  switch (within.kind) {
    case 'collection':
      return lists?.collections.find(({ id }) => id === within.id)?.name ?? null
    case 'folder':
      return lists?.folders.find(({ id }) => id === within.id)?.name ?? null
    case 'source':
      // Every row of the answer has the same source.
      return [...rows.pages.values()].flat().find(({ sourceId }) => sourceId === within.id)?.name ?? null
    case 'batch':
    case 'all':
      return null
    default:
      return assertNever(within)
  }
}
