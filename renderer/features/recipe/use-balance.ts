import { useEffect, useState } from 'react'
import type { BalanceView } from '../../../shared/ipc/rows.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useKeyState } from './use-key-state.ts'

/** What is left at a model's service; null where there is no key or the service does not say. */
export function useBalance(model: ModelDeclaration): BalanceView | null {
  const { request } = useStores()
  const hasKey = useKeyState(model).kind === 'there'
  const service = model.provider === 'local' || !hasKey ? null : model.provider
  const [balance, setBalance] = useState<BalanceView | null>(null)
  useEffect(() => {
    if (service === null) return
    let isWanted = true
    request('balance:read', { service }).then(
      (view) => isWanted && setBalance(view),
      (thrown: unknown) => {
        // The quote asks again, and says so where the service does not answer.
        if (!(thrown instanceof RequestFailure)) throw thrown
        if (isWanted) setBalance(null)
      },
    )
    return () => {
      isWanted = false
    }
  }, [request, service])
  return service !== null && balance?.service === service ? balance : null
}
