import { useState } from 'react'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { amountText } from './batch-text.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { FailureNote } from './failure-note.tsx'
import { RetryDialog } from './retry-dialog.tsx'

interface ItemProblemProps {
  readonly row: BatchRow
  readonly item: ItemRow
}

/** What is wrong with an item, what it cost, and the step that helps. */
export function ItemProblem({ row, item }: ItemProblemProps) {
  const t = useTranslate()
  const [isOpen, setIsOpen] = useState(false)
  const close = (): void => setIsOpen(false)
  if (item.status === 'unresolved') {
    const failure = item.failure ?? { code: 'outcome-unknown' as const, message: t('status.unresolved') }
    return (
      <FailureNote
        failure={failure}
        cost={item.atStake > 0 ? t('batch.at-stake', { amount: amountText(t, item.atStake, row.mode) }) : undefined}
      >
        <Button onClick={() => setIsOpen(true)}>{t('batch.decide')}</Button>
        <DecideDialog row={row} items={{ ids: [item.id], atStake: item.atStake }} isOpen={isOpen} onClose={close} />
      </FailureNote>
    )
  }
  if (item.failure === null || item.status === 'done') return null
  return (
    <FailureNote failure={item.failure} cost={costText(t, row, item)}>
      {item.status === 'failed' && (
        <>
          <Button onClick={() => setIsOpen(true)}>{t('batch.retry-one')}</Button>
          <RetryDialog row={row} items={[item.id]} count={1} prompt={item.prompt} isOpen={isOpen} onClose={close} />
        </>
      )}
    </FailureNote>
  )
}

/** Free work has no cost to speak of. */
function costText(t: Translate, { mode, perItem }: BatchRow, { charged }: ItemRow): string | undefined {
  if (charged > 0) return t('batch.item-charged', { amount: amountText(t, charged, mode) })
  return perItem > 0 ? t('batch.item-no-cost') : undefined
}
