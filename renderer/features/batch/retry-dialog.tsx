import { useState } from 'react'
import { addMoney, timesMoney } from '../../../shared/domain/money.ts'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import { useFrom } from '../../app/stores.ts'
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
  const spent = useSpentText({ row, items, count })
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
          <Button variant="primary" isBusy={actions.isBusy} disabled={!wording.isUsable} onClick={() => void retry()}>
            {t(isFree ? 'batch.retry-action-free' : 'batch.retry-action', { count, amount })}
          </Button>
        </>
      }
    >
      <div className="retry-dialog">
        <p>{isFree ? t('batch.retry-free') : `${t('batch.retry-cost', { amount })} ${spent}`}</p>
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

/** What the failed requests cost, as far as their items are here: a refusal may be charged too. */
function useSpentText({ row, items, count }: Pick<RetryDialogProps, 'row' | 'items' | 'count'>): string {
  const t = useTranslate()
  const rows = useFrom('items', (state) => (state.batchId === row.id ? state.rows : none))
  const failed = rows.filter(({ id, status }) => status === 'failed' && (items === null || items.includes(id)))
  const charged = addMoney(...failed.map((item) => item.charged))
  if (charged > 0) return t('batch.retry-charged', { amount: amountText(t, charged, row.mode) })
  return failed.length === count ? t('batch.retry-uncharged') : ''
}

const none: readonly ItemRow[] = []

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
