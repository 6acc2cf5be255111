import { useEffect, useState } from 'react'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import type { Failure } from '../../../../shared/errors.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'

export interface KnownResult {
  /** null until it was read. */
  readonly details: ResultDetails | null
  readonly failure: Failure | null
}

const nothing: KnownResult = { details: null, failure: null }

/** Everything about one result, read again whenever it may have changed. */
export function useResult(id: string): KnownResult {
  const { request, bridge, review } = useStores()
  const [known, setKnown] = useState<KnownResult & { readonly id: string }>({ ...nothing, id })
  useEffect(() => {
    let latest = 0
    const read = (): void => {
      latest += 1
      const own = latest
      const show = (result: KnownResult): void => {
        if (own === latest) setKnown({ ...result, id })
      }
      request('results:read', { id }).then(
        (details) => show({ details, failure: null }),
        (thrown: unknown) => {
          if (!(thrown instanceof RequestFailure)) throw thrown
          show({ details: null, failure: thrown.failure })
        },
      )
    }
    read()
    const stops = [
      bridge.onEvent(({ name }) => name === 'history' && read()),
      review.subscribe((now, before) => now.settled !== before.settled && read()),
    ]
    return () => {
      latest += 1
      stops.forEach((stop) => stop())
    }
  }, [request, bridge, review, id])
  return known.id === id ? known : nothing
}
