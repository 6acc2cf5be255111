import { useMemo, useState } from 'react'
import type { Inputs } from '../../../shared/ipc/inputs.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useToasts } from '../../ui/toasts.tsx'

export type Decision = Inputs['batches:resolve']['decision']

/** What can be done with a batch. Each resolves with whether it worked; where it did not, why is told. */
export interface BatchActions {
  /** Whether one of them is not answered yet. */
  readonly isBusy: boolean
  pause(): Promise<boolean>
  resume(): Promise<boolean>
  cancel(): Promise<boolean>
  /** null for all failed items; null for the prompt they had. */
  retry(items: readonly string[] | null, prompt: string | null): Promise<boolean>
  /** null for all unanswered items. */
  resolve(items: readonly string[] | null, decision: Decision): Promise<boolean>
  /** A decimal amount, null for no cap. */
  setCap(cap: string | null): Promise<boolean>
  setFolder(folder: string): Promise<boolean>
}

export function useBatchActions(id: string): BatchActions {
  const { request } = useStores()
  const { showFailure } = useToasts()
  const [isBusy, setBusy] = useState(false)
  const actions = useMemo((): Omit<BatchActions, 'isBusy'> => {
    const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
      setBusy(true)
      try {
        await work()
        return true
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        showFailure(thrown.failure)
        return false
      } finally {
        setBusy(false)
      }
    }
    const copy = (items: readonly string[] | null): string[] | null => items && [...items]
    return {
      pause: () => attempt(() => request('batches:pause', { id })),
      resume: () => attempt(() => request('batches:resume', { id })),
      cancel: () => attempt(() => request('batches:cancel', { id })),
      retry: (items, prompt) => attempt(() => request('batches:retry', { id, items: copy(items), prompt })),
      resolve: (items, decision) => attempt(() => request('batches:resolve', { id, items: copy(items), decision })),
      setCap: (cap) => attempt(() => request('batches:set-cap', { id, cap })),
      setFolder: (folder) => attempt(() => request('batches:set-folder', { id, folder })),
    }
  }, [request, showFailure, id])
  return { ...actions, isBusy }
}
