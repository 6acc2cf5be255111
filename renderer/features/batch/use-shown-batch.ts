import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { loadBatch } from './batch-store.ts'
import { loadItems } from './item-store.ts'

export interface ShownBatch {
  readonly row: BatchRow | null
  readonly failure: Failure | null
}

/** The batch the place is about, null elsewhere. */
export function useBatchId(): string | null {
  return useFrom('place', ({ place }) => (place.kind === 'batch' ? place.batchId : null))
}

export function useBatchRow(): BatchRow | null {
  const id = useBatchId()
  return useFrom('batches', ({ batches }) => batches.find((batch) => batch.id === id) ?? null)
}

/** Reads the shown batch and its items, and again when main comes back after it was gone. */
export function useLoadShownBatch(): ShownBatch {
  const { batches, items, request } = useStores()
  const id = useBatchId()
  const row = useBatchRow()
  const isLoaded = useFrom('batches', (state) => state.isLoaded)
  const isLost = useFrom('shell', (state) => state.isConnectionLost)
  const [failed, setFailed] = useState<{ readonly id: string; readonly failure: Failure } | null>(null)
  useEffect(() => {
    if (id === null || isLost || !isLoaded) return
    const told = (thrown: unknown): void => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailed({ id, failure: thrown.failure })
    }
    loadBatch(batches, request, id).catch(told)
    loadItems(items, request, id).catch(told)
  }, [batches, items, request, id, isLoaded, isLost])
  const itemFailure = useFrom('items', (state) => state.failure)
  return { row, failure: failed?.id === id ? failed.failure : itemFailure }
}
