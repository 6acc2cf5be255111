import { useEffect, useState } from 'react'
import type { Mode } from '../../../shared/domain/item.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import type { Days } from './period.ts'

const readAgainAfterMs = 1_000

export interface Overview {
  /** What was read last, maybe of other days; null until anything was. */
  readonly overview: SpendOverview | null
  readonly failure: Failure | null
}

/** What was spent in some days, read again while money moves; null days keep what is shown. */
export function useOverview(mode: Mode, days: Days | null): Overview {
  const { bridge, request } = useStores()
  const [read, setRead] = useState<Overview>({ overview: null, failure: null })
  const from = days?.from ?? null
  const to = days?.to ?? null
  useEffect(() => {
    if (from === null || to === null) return
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = (): void => {
      timer = undefined
      request('spend:overview', { mode, from, to }).then(
        (overview) => isWanted && setRead({ overview, failure: null }),
        (thrown: unknown) => {
          if (!(thrown instanceof RequestFailure)) throw thrown
          if (isWanted) setRead(({ overview }) => ({ overview, failure: thrown.failure }))
        },
      )
    }
    ask()
    const stop = bridge.onEvent(({ name }) => {
      if (name === 'batch' || name === 'history') timer ??= setTimeout(ask, readAgainAfterMs)
    })
    return () => {
      isWanted = false
      clearTimeout(timer)
      stop()
    }
  }, [bridge, request, mode, from, to])
  return read
}
