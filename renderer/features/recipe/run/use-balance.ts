import { useEffect, useState } from 'react'
import type { BalanceView } from '../../../../shared/ipc/service-rows.ts'
import type { ModelDeclaration } from '../../../../shared/models/model.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useKeyState } from '../model/use-key-state.ts'

const readAgainAfterMs = 1_000

/** What is left at a model's service, read again when a batch has stopped; null where there is no key or the service does not say. */
export function useBalance(model: ModelDeclaration): BalanceView | null {
  const { bridge, request } = useStores()
  const hasKey = useKeyState(model).kind === 'there'
  const service = model.provider === 'local' || !hasKey ? null : model.provider
  const [balance, setBalance] = useState<BalanceView | null>(null)
  useEffect(() => {
    if (service === null) return
    let isWanted = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const read = (): void => {
      timer = undefined
      request('balance:read', { service }).then(
        (view) => isWanted && setBalance(view),
        (thrown: unknown) => {
          // The quote asks again, and says so where the service does not answer.
          if (!(thrown instanceof RequestFailure)) throw thrown
          if (isWanted) setBalance(null)
        },
      )
    }
    read()
    const stop = bridge.onEvent(({ name, payload }) => {
      if (name === 'keys' || (name === 'batch' && payload.row.activity === 'none')) {
        timer ??= setTimeout(read, readAgainAfterMs)
      }
    })
    return () => {
      isWanted = false
      clearTimeout(timer)
      stop()
    }
  }, [bridge, request, service])
  return service !== null && balance?.service === service ? balance : null
}
