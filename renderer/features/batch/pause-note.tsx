import { CirclePause } from 'lucide-react'
import { useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { nextActions } from '../../app/next-actions.ts'
import { useOpenSettings } from '../../app/use-open-settings.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { amountText } from './batch-text.ts'
import { CapDialog } from './cap-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { BatchFolderDialog } from './batch-folder-dialog.tsx'
import { tallyOf } from './progress.ts'
import { useBatchActions } from './use-batch-actions.ts'
import './pause-note.css'

/** Why a batch stands still, and the step that takes it on. */
export function PauseNote({ row }: { readonly row: BatchRow }) {
  const { unresolved } = tallyOf(row)
  return (
    <>
      {row.status === 'paused' && row.pause !== null && row.pause.code !== 'cancelled' && <Paused row={row} />}
      {unresolved > 0 && <Unanswered row={row} count={unresolved} />}
    </>
  )
}

function Paused({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  if (row.pause === null) return null
  return (
    <div className="pause-note" role="status">
      <CirclePause size={14} aria-hidden="true" />
      <p>
        {row.pause.message} <span className="quiet">{t(`next.${row.pause.code}`)}</span>
      </p>
      <NextButton row={row} />
    </div>
  )
}

function NextButton({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const openSettings = useOpenSettings()
  const actions = useBatchActions(row.id)
  const [isOpen, setIsOpen] = useState(false)
  const action = row.pause && nextActions[row.pause.code]
  switch (action?.kind) {
    case 'settings':
      return <Button onClick={() => openSettings(action.section)}>{t(`shell.open-${action.section}`)}</Button>
    case 'raise-cap':
      return (
        <>
          <Button onClick={() => setIsOpen(true)}>{t('batch.raise-cap')}</Button>
          <Button onClick={() => openSettings('money')}>{t('shell.open-money')}</Button>
          <CapDialog row={row} isOpen={isOpen} onClose={() => setIsOpen(false)} />
        </>
      )
    case 'choose-folder':
      return (
        <>
          <Button onClick={() => setIsOpen(true)}>{t('batch.other-folder')}</Button>
          <BatchFolderDialog row={row} isOpen={isOpen} onClose={() => setIsOpen(false)} />
        </>
      )
    case 'resume':
      return <Button onClick={() => void actions.resume()}>{t('batch.resume')}</Button>
    case 'retry':
    case 'resolve':
    case undefined:
      return null
  }
}

function Unanswered({ row, count }: { readonly row: BatchRow; readonly count: number }) {
  const t = useTranslate()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="pause-note" role="status">
      <CirclePause size={14} aria-hidden="true" />
      <p>
        {t('batch.unanswered', { count })}{' '}
        {row.atStake > 0 && (
          <span className="quiet">{t('batch.at-stake', { amount: amountText(t, row.atStake, row.mode) })}</span>
        )}
      </p>
      <Button onClick={() => setIsOpen(true)}>{t('batch.decide')}</Button>
      <DecideDialog row={row} items={null} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </div>
  )
}
