import { useEffect } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { askHistory } from './ask-history.ts'
import { loadLists } from '../kept/history-lists.ts'

/** Asks for what the place wants to see, and again when something in the history changed. */
export function useHistoryFeed(): void {
  const stores = useStores()
  const { history } = stores
  const { showFailure } = useToasts()
  const query = useFrom('place', (state) => state.history.query)
  const isLost = useFrom('shell', ({ isConnectionLost }) => isConnectionLost)
  const isStale = useFrom('history', (state) => state.isStale)
  const isIdle = useFrom('history', ({ asked }) => asked === null)

  useEffect(() => {
    const { shown, asked } = history.getState()
    if (isLost || (asked ?? shown)?.query === query) return
    void askHistory(stores, query)
  }, [stores, history, query, isLost])

  useEffect(() => {
    // One at a time: what changes while it is asked is asked for afterwards.
    if (isStale && isIdle && !isLost) void askHistory(stores, query)
  }, [stores, query, isStale, isIdle, isLost])

  useEffect(() => {
    if (isStale || isLost) return
    loadLists(stores).catch((thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      showFailure(thrown.failure)
    })
  }, [stores, isStale, isLost, showFailure])
}
