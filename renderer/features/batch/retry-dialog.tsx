import { useState } from 'react'
import { timesMoney } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { amountText } from './batch-text.ts'
import { useBatchActions } from './use-batch-actions.ts'
import './retry-dialog.css'

interface RetryDialogProps {
  readonly row: BatchRow
  /** Which failed items are meant; null for all of the batch. */
  readonly items: readonly string[] | null
  readonly count: number
  /** What the new prompt begins as. */
  readonly prompt: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Failed items once more, as they were or with other words; each may lead to a new paid request. */
export function RetryDialog({ isOpen, ...props }: RetryDialogProps) {
  return isOpen ? <OpenRetryDialog {...props} /> : null
}

function OpenRetryDialog({ row, items, count, prompt, onClose }: Omit<RetryDialogProps, 'isOpen'>) {
  const t = useTranslate()
  const actions = useBatchActions(row.id)
  const wording = useWording(prompt)
  const isFree = row.perItem === 0
  const amount = amountText(t, timesMoney(row.perItem, count), row.mode)
  const retry = async (): Promise<void> => {
    if (await actions.retry(items, wording.changed)) onClose()
  }
  return (
    <Dialog
      title={t('batch.retry-title', { count })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={!wording.isUsable} onClick={() => void retry()}>
            {t(isFree ? 'batch.retry-action-free' : 'batch.retry-action', { count, amount })}
          </Button>
        </>
      }
    >
      <div className="retry-dialog">
        <p>{t(isFree ? 'batch.retry-free' : 'batch.retry-cost', { amount })}</p>
        <Segmented
          label={t('batch.retry-prompt')}
          value={wording.kind}
          options={[
            { value: 'same', label: t('batch.retry-same') },
            { value: 'changed', label: t('batch.retry-changed') },
          ]}
          onChange={wording.setKind}
        />
        {wording.kind === 'changed' && (
          <TextArea
            label={t('batch.retry-new-prompt')}
            hint={t('batch.retry-new-prompt-hint')}
            value={wording.text}
            onChange={wording.setText}
            maxLength={100_000}
          />
        )}
      </div>
    </Dialog>
  )
}

function useWording(prompt: string) {
  const [kind, setKind] = useState<'same' | 'changed'>('same')
  const [text, setText] = useState(prompt)
  return {
    kind,
    setKind,
    text,
    setText,
    /** null for the prompts they had. */
    changed: kind === 'same' ? null : text,
    isUsable: kind === 'same' || text.trim() !== '',
  }
}
