import { timesMoney, type NanoUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { amountText } from './batch-text.ts'
import { tallyOf } from './progress.ts'
import { useBatchActions, type Decision } from './use-batch-actions.ts'
import './decide-dialog.css'

interface DecideDialogProps {
  readonly row: BatchRow
  /** Which unanswered items are meant, with what they may have cost; null for all of the batch. */
  readonly items: { readonly ids: readonly string[]; readonly atStake: NanoUsd } | null
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** What to do about requests that were sent and never answered. Only the user may decide it. */
export function DecideDialog({ row, items, isOpen, onClose }: DecideDialogProps) {
  const t = useTranslate()
  const actions = useBatchActions(row.id)
  const count = items?.ids.length ?? tallyOf(row).unresolved
  const decide = async (decision: Decision): Promise<void> => {
    if (await actions.resolve(items?.ids ?? null, decision)) onClose()
  }
  const amounts = {
    atStake: amountText(t, items?.atStake ?? row.atStake, row.mode),
    again: amountText(t, timesMoney(row.perItem, count), row.mode),
  }
  return (
    <Dialog
      title={t('batch.decide-title', { count })}
      isOpen={isOpen}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('batch.decide-later')}</Button>}
    >
      <p>{t('batch.decide-body', { amount: amounts.atStake })}</p>
      <ul className="decide-dialog">
        {choices(t, amounts).map(({ decision, label, hint }) => (
          <li key={decision} className="decide-dialog__choice">
            <p id={`decide-${decision}`}>{hint}</p>
            <Button
              aria-describedby={`decide-${decision}`}
              variant={decision === 'look-again' ? 'primary' : 'plain'}
              onClick={() => void decide(decision)}
            >
              {label}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function choices(t: Translate, { atStake, again }: { readonly atStake: string; readonly again: string }) {
  return [
    { decision: 'look-again', label: t('batch.look-again'), hint: t('batch.look-again-hint') },
    {
      decision: 'send-again',
      label: t('batch.send-again', { amount: again }),
      hint: t('batch.send-again-hint', { amount: again }),
    },
    { decision: 'give-up', label: t('batch.give-up'), hint: t('batch.give-up-hint', { amount: atStake }) },
  ] as const
}
