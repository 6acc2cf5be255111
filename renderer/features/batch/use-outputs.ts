import { useMemo } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useToasts } from '../../ui/toasts.tsx'

/** Shows results outside the window, where the host can; failures are told. */
export function useOutputs(): { open(id: string): Promise<void>; reveal(id: string): Promise<void> } {
  const { request } = useStores()
  const { showFailure } = useToasts()
  return useMemo(() => {
    const attempt = async (channel: 'outputs:open' | 'outputs:reveal', id: string): Promise<void> => {
      try {
        await request(channel, { id })
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        showFailure(thrown.failure)
      }
    }
    return { open: (id) => attempt('outputs:open', id), reveal: (id) => attempt('outputs:reveal', id) }
  }, [request, showFailure])
}
