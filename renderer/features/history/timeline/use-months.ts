import { useEffect, useMemo } from 'react'
import type { TimelineMonth } from '../../../../shared/ipc/history-rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useToasts } from '../../../ui/toasts.tsx'

const none: readonly TimelineMonth[] = []

/** The months of the answer that is shown, newest first; those of the one before until they came. */
export function useMonths(): readonly TimelineMonth[] {
  const { history, request } = useStores()
  const { showFailure } = useToasts()
  const view = useFrom('history', ({ shown }) => shown?.answer.view ?? null)
  useEffect(() => {
    if (view === null) return
    const isShown = (): boolean => history.getState().shown?.answer.view === view
    request('history:timeline', { view }).then(
      (timeline) => isShown() && history.setState({ timeline }),
      (thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        // A view that was opened since brings its own.
        if (isShown()) showFailure(thrown.failure)
      },
    )
  }, [history, request, showFailure, view])
  return useFrom('history', (state) => state.timeline ?? none)
}

/** The last month to begin in the first row in sight or before it; null where they are not in the order of time. */
export function useMonthInSight(months: readonly TimelineMonth[]): string | null {
  const starts = useMemo(
    () =>
      months
        .flatMap(({ month, position }) => (position === null ? [] : [{ month, position }]))
        .toSorted((a, b) => a.position - b.position),
    [months],
  )
  return useFrom('history', ({ sight }) => starts.findLast(({ position }) => position <= sight.lead)?.month ?? null)
}
