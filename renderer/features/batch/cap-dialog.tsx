import { useState } from 'react'
import { nanoUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { readCapText } from '../settings/cap-text.ts'
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
  const needed = nanoUsd(row.charged + row.reserved + row.toSpend)
  const [text, setText] = useState<string | null>(null)
  const typed = text ?? t.amount(needed)
  const cap = readCapText(typed)
  const save = async (): Promise<void> => {
    if (cap === undefined || !(await actions.setCap(cap))) return
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
          <Button variant="primary" isBusy={actions.isBusy} disabled={cap === undefined} onClick={() => void save()}>
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
        hint={t('batch.cap-hint', { charged: t.money(row.charged), needed: t.money(needed) })}
        error={cap === undefined ? t('recipe.cap-wrong') : null}
      />
    </Dialog>
  )
}
