import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { amountText } from './batch-text.ts'
import { tallyOf } from './progress.ts'
import { useBatchActions } from './use-batch-actions.ts'

interface CancelDialogProps {
  readonly row: BatchRow
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Says what stopping means: what is paid stays paid, and is still collected. */
export function CancelDialog({ row, isOpen, onClose }: CancelDialogProps) {
  const t = useTranslate()
  const actions = useBatchActions(row.id)
  const { left, running } = tallyOf(row)
  const isFree = row.perItem === 0
  return (
    <ConfirmDialog
      title={t('batch.cancel-title', { number: row.number })}
      action={t('batch.cancel-action')}
      danger
      isOpen={isOpen}
      onConfirm={() => void actions.cancel()}
      onClose={onClose}
      body={
        <>
          <p>{t('batch.cancel-left', { count: left })}</p>
          {running > 0 && <p>{t('batch.cancel-running', { count: running })}</p>}
          {!isFree && <p>{t('batch.cancel-paid', { amount: amountText(t, row.charged, row.mode) })}</p>}
        </>
      }
    />
  )
}
