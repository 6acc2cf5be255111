import { useEffect, useState } from 'react'
import type { SpendView } from '../../../../shared/ipc/service-rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'

const readAgainAfterMs = 500

/** What was spent today and this month, read again while batches run; null until it is known. */
export function useSpend(): SpendView | null {
  const { bridge, request } = useStores()
  const mode = useFrom('settings', ({ settings }) => settings?.mode ?? null)
  const [spend, setSpend] = useState<SpendView | null>(null)
  useEffect(() => {
    if (mode === null) return
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      request('spend:read').then(
        (view) => isWanted && setSpend(view),
        (thrown: unknown) => {
          // The last figures stay; the next change asks again.
          if (!(thrown instanceof RequestFailure)) throw thrown
        },
      )
    }
    read()
    const stop = bridge.onEvent(({ name }) => {
      if (name === 'batch' || name === 'settings') timer ??= setTimeout(read, readAgainAfterMs)
    })
    return () => {
      isWanted = false
      clearTimeout(timer)
      stop()
    }
  }, [bridge, request, mode])
  return spend
}
