import { useCallback } from 'react'
import type { BatchRow } from '../../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { loadOlderBatches } from '../../batch/batch-store.ts'
import { BatchLine } from './batch-line.tsx'
import { RowList } from './row-list.tsx'

/** All batches, newest first; older ones come as they are scrolled to. */
export function BatchHistory() {
  const t = useTranslate()
  const { place } = useStores()
  const { batches, isLoaded } = useFrom('batches', (state) => state)
  const loadOlder = useLoadOlder()
  if (!isLoaded) {
    return (
      <p className="history__note">
        <Spinner label={t('history.reading')} />
      </p>
    )
  }
  if (batches.length === 0) return <NoBatches />
  const open = ({ id }: BatchRow): void => place.setState({ place: { kind: 'batch', batchId: id } })
  return (
    <RowList
      label={t('history.batches')}
      rows={batches}
      rowHeight={64}
      keyOf={({ id }) => id}
      render={(batch) => <BatchLine batch={batch} />}
      onOpen={open}
      onEnd={loadOlder}
    />
  )
}

function NoBatches() {
  const t = useTranslate()
  const { place } = useStores()
  return (
    <EmptyState
      title={t('history.empty')}
      body={t('history.empty-body')}
      actions={
        <Button onClick={() => place.setState({ place: { kind: 'table', folder: null } })}>
          {t('command.show-table')}
        </Button>
      }
    />
  )
}

function useLoadOlder(): () => void {
  const { batches: store, request } = useStores()
  const { showFailure } = useToasts()
  return useCallback(() => {
    const { batches, total } = store.getState()
    if (batches.length >= total) return
    loadOlderBatches(store, request).catch((thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      showFailure(thrown.failure)
    })
  }, [store, request, showFailure])
}
