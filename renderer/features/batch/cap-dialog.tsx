import { useState } from 'react'
import { formatUsd, nanoUsd, parseUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { isUnfinished } from './progress.ts'
import { useBatchActions } from './use-batch-actions.ts'

interface CapDialogProps {
  readonly row: BatchRow
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Changes the cap of one batch, and goes on where it was stopped by it. */
export function CapDialog({ row, isOpen, onClose }: CapDialogProps) {
  const t = useTranslate()
  const actions = useBatchActions(row.id)
  const needed = formatUsd(nanoUsd(row.charged + row.reserved + row.toSpend))
  const [text, setText] = useState<string | null>(null)
  const typed = text ?? needed.slice(1)
  const isWrong = typed.trim() !== '' && parseUsd(typed) === null
  const save = async (): Promise<void> => {
    if (isWrong) return
    if (!(await actions.setCap(typed.trim() === '' ? null : typed.trim()))) return
    onClose()
    if (row.activity === 'none' && isUnfinished(row)) await actions.resume()
  }
  return (
    <Dialog
      title={t('batch.cap-title', { number: row.number })}
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={isWrong} onClick={() => void save()}>
            {t(row.activity === 'none' ? 'batch.cap-resume' : 'common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('batch.cap')}
        value={typed}
        onChange={setText}
        inputMode="decimal"
        maxLength={20}
        hint={t('batch.cap-hint', { charged: formatUsd(row.charged), needed })}
        error={isWrong ? t('recipe.cap-wrong') : null}
      />
    </Dialog>
  )
}
