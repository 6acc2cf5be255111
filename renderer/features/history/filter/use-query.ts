import { useMemo } from 'react'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import { useFrom, useStores } from '../../../app/stores.ts'

interface QueryAndChange {
  readonly query: HistoryQuery
  /** Asks for something else; what is left out stays as it is. */
  readonly change: (changes: Partial<HistoryQuery>) => void
}

/** What of the history the user wants to see. */
export function useQuery(): QueryAndChange {
  const { place } = useStores()
  const query = useFrom('place', ({ history }) => history.query)
  return useMemo(
    () => ({
      query,
      change: (changes) =>
        place.setState(({ history }) => ({ history: { shows: 'results', query: { ...history.query, ...changes } } })),
    }),
    [place, query],
  )
}
