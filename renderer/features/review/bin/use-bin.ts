import { useState } from 'react'
import type { Failure } from '../../../../shared/errors.ts'
import type { Binned } from '../../../../shared/ipc/history-rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useStores, type Stores } from '../../../app/stores.ts'
import { useUndo } from '../../../app/use-undo.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { loadItems } from '../../batch/item-store.ts'

interface Bin {
  /** Resolves with whether all of them were moved. */
  move(outputs: readonly string[]): Promise<boolean>
  readonly isBusy: boolean
  /** Why nothing was moved. */
  readonly failure: Failure | null
  /** Files that could not be moved, where others were; null before. */
  readonly left: Binned['failed'] | null
}

/** Moves results to the system's bin; one step brings all of them back. */
export function useBin(): Bin {
  const stores = useStores()
  const { request } = stores
  const undo = useUndo()
  const t = useTranslate()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [left, setLeft] = useState<Binned['failed'] | null>(null)
  const move = async (outputs: readonly string[]): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    try {
      let binned = await request('review:bin', { outputs: [...outputs] })
      if (binned.changed > 0) {
        undo.push({
          label: t('review.bin-done', { count: binned.changed }),
          undo: async () => {
            await request('review:undo', { undo: binned.undo })
            await reloadItems(stores)
          },
          redo: async () => {
            binned = await request('review:bin', { outputs: [...outputs] })
            await reloadItems(stores)
          },
        })
        void reloadItems(stores)
      }
      if (binned.failed.length > 0) setLeft(binned.failed)
      return binned.failed.length === 0
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailure(thrown.failure)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { move, isBusy, failure, left }
}

/** What is in the bin is not shown with its batch. Failures are told where the batch is shown. */
async function reloadItems({ items, request }: Pick<Stores, 'items' | 'request'>): Promise<void> {
  const { batchId } = items.getState()
  if (batchId !== null) await loadItems(items, request, batchId)
}
