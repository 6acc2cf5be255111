import { useState } from 'react'
import { addMoney } from '../../../shared/domain/money.ts'
import { itemStatuses } from '../../../shared/domain/item.ts'
import type { BatchRow, ItemRow } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { amountText } from './batch-text.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { RetryDialog } from './retry-dialog.tsx'

interface ItemSummaryProps {
  readonly row: BatchRow
  readonly items: readonly ItemRow[]
}

/** Several items at once: how they stand, what they cost, and what can be done with all of them. */
export function ItemSummary({ row, items }: ItemSummaryProps) {
  const t = useTranslate()
  const statuses = itemStatuses
    .map((status) => ({ status, count: items.filter((item) => item.status === status).length }))
    .filter(({ count }) => count > 0)
  const charged = addMoney(...items.map((item) => item.charged))
  return (
    <div className="item-inspector__body">
      <h3>{t('batch.selected', { count: items.length })}</h3>
      <ul className="item-inspector__statuses">
        {statuses.map(({ status, count }) => (
          <li key={status}>
            <StatusBadge status={status} />
            <span>{t.number(count)}</span>
          </li>
        ))}
      </ul>
      {row.perItem > 0 && (
        <p className="quiet">{t('batch.item-charged', { amount: amountText(t, charged, row.mode) })}</p>
      )}
      <BulkActions row={row} items={items} />
    </div>
  )
}

function BulkActions({ row, items }: ItemSummaryProps) {
  const t = useTranslate()
  const [open, setOpen] = useState<'retry' | 'decide' | null>(null)
  const failed = items.filter(({ status }) => status === 'failed')
  const unresolved = items.filter(({ status }) => status === 'unresolved')
  const close = (): void => setOpen(null)
  return (
    <div className="item-inspector__actions">
      {failed.length > 0 && (
        <Button onClick={() => setOpen('retry')}>{t('batch.retry', { count: failed.length })}</Button>
      )}
      {unresolved.length > 0 && (
        <Button onClick={() => setOpen('decide')}>{t('batch.decide-count', { count: unresolved.length })}</Button>
      )}
      <RetryDialog
        row={row}
        items={failed.map(({ id }) => id)}
        count={failed.length}
        prompt={failed[0]?.prompt ?? row.prompt}
        isOpen={open === 'retry'}
        onClose={close}
      />
      <DecideDialog
        row={row}
        items={{ ids: unresolved.map(({ id }) => id), atStake: addMoney(...unresolved.map(({ atStake }) => atStake)) }}
        isOpen={open === 'decide'}
        onClose={close}
      />
    </div>
  )
}
