import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { amountText } from './batch-text.ts'
import { cutOf } from './progress.ts'
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
  const { unsent, underWay } = cutOf(row)
  const isFree = row.perItem === 0
  return (
    <ConfirmDialog
      title={t('batch.cancel-title', { number: row.number })}
      action={t('batch.cancel-action')}
      dismiss={t('batch.cancel-keep')}
      danger
      isOpen={isOpen}
      onConfirm={() => void actions.cancel()}
      onClose={onClose}
      body={
        <>
          <p>{t('batch.cancel-left', { count: unsent })}</p>
          {underWay > 0 && <p>{t('batch.cancel-running', { count: underWay })}</p>}
          {!isFree && <p>{t('batch.cancel-paid', { amount: amountText(t, row.charged, row.mode) })}</p>}
          {row.reserved > 0 && <p>{t('batch.cancel-held', { amount: amountText(t, row.reserved, row.mode) })}</p>}
        </>
      }
    />
  )
}
