import { useMemo } from 'react'
import { RequestFailure, type Request } from '../api/request.ts'
import { useStores } from './stores.ts'
import { useToasts } from '../ui/toasts.tsx'

/** Asks main for something and says it when it fails; resolves with null then. Anything unforeseen is thrown on. */
export function useAsking(): <T>(ask: (request: Request) => Promise<T>) => Promise<T | null> {
  const { request } = useStores()
  const toasts = useToasts()
  return useMemo(
    () => async (ask) => {
      try {
        return await ask(request)
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        toasts.showFailure(thrown.failure)
        return null
      }
    },
    [request, toasts],
  )
}
