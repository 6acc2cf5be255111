import { useState } from 'react'
import { timesMoney, type NanoUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { ProviderId } from '../../../shared/models/model.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { amountText } from './batch-text.ts'
import { tallyOf } from './progress.ts'
import { providerOf, splitUndecided, type Undecided } from './unanswered.ts'
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
  const [pressed, setPressed] = useState<Decision | null>(null)
  const decide = async (decision: Decision): Promise<void> => {
    setPressed(decision)
    if (await actions.resolve(items?.ids ?? null, decision)) onClose()
  }
  const atStake = items?.atStake ?? row.atStake
  const undecided = splitUndecided(count, atStake, row.perItem)
  const amounts = {
    atStake: amountText(t, atStake, row.mode),
    again: amountText(t, timesMoney(row.perItem, count), row.mode),
  }
  return (
    <Dialog
      title={t('batch.decide-title', { count })}
      isOpen={isOpen}
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('batch.decide-later')}</Button>}
    >
      {undecided.open > 0 && <p>{t('batch.decide-body', { count: undecided.open, amount: amounts.atStake })}</p>}
      {undecided.lost > 0 && <p>{t('batch.decide-lost', { count: undecided.lost })}</p>}
      <ul className="decide-dialog">
        {choices(t, { ...amounts, undecided, provider: providerOf(row.model) }).map(({ decision, label, hint }) => (
          <li key={decision} className="decide-dialog__choice">
            <p id={`decide-${decision}`}>{hint}</p>
            <Button
              aria-describedby={`decide-${decision}`}
              isBusy={actions.isBusy && pressed === decision}
              disabled={actions.isBusy && pressed !== decision}
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

interface Choosing {
  readonly atStake: string
  readonly again: string
  readonly undecided: Undecided
  readonly provider: ProviderId
}

interface Choice {
  readonly decision: Decision
  readonly label: string
  readonly hint: string
}

/** What was charged and lost need not be asked for again. */
function choices(t: Translate, { atStake, again, undecided, provider }: Choosing): readonly Choice[] {
  const lookHint = provider === 'aimlapi' ? 'batch.look-again-log' : 'batch.look-again-hint'
  const sendHint = undecided.open > 0 ? 'batch.send-again-hint' : 'batch.send-again-lost'
  const giveUpHint = undecided.open > 0 ? 'batch.give-up-hint' : 'batch.give-up-lost'
  const look: Choice = { decision: 'look-again', label: t('batch.look-again'), hint: t(lookHint) }
  return [
    ...(undecided.open > 0 ? [look] : []),
    {
      decision: 'send-again',
      label: t('batch.send-again', { amount: again }),
      hint: t(sendHint, { amount: again }),
    },
    { decision: 'give-up', label: t('batch.give-up'), hint: t(giveUpHint, { amount: atStake }) },
  ]
}
