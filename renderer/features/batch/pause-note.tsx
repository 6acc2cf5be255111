import { CirclePause } from 'lucide-react'
import { useState } from 'react'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { providers } from '../../../shared/models/model.ts'
import { nextActions } from '../../app/next-actions.ts'
import { useOpenSettings } from '../../app/use-open-settings.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import { FailureText } from '../settings/failure-text.tsx'
import { KeyPageLink } from '../settings/key-page-link.tsx'
import { amountText } from './batch-text.ts'
import { CapDialog } from './cap-dialog.tsx'
import { DecideDialog } from './decide-dialog.tsx'
import { isOfflineWait, isOwnCapFull, tallyOf } from './progress.ts'
import { providerOf, splitUndecided } from './unanswered.ts'
import { useBatchActions } from './use-batch-actions.ts'
import { useOtherFolder } from './use-other-folder.ts'
import './pause-note.css'

/** Why a batch stands still, and the step that takes it on. */
export function PauseNote({ row }: { readonly row: BatchRow }) {
  const { unresolved } = tallyOf(row)
  return (
    <>
      {row.status === 'paused' && row.pause !== null && !saidElsewhere.has(row.pause.code) && <Paused row={row} />}
      {unresolved > 0 && <Unanswered row={row} count={unresolved} />}
    </>
  )
}

/** What the user did, and what the note about unanswered requests says better. */
const saidElsewhere: ReadonlySet<ErrorCode> = new Set(['cancelled', 'outcome-unknown'])
/** What is put right at the service itself. */
const putRightThere: ReadonlySet<ErrorCode> = new Set(['out-of-credits', 'not-permitted'])

function Paused({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  if (row.pause === null) return null
  return (
    <div className="pause-note" role="status">
      <CirclePause size={14} aria-hidden="true" />
      <p>
        <FailureSentence failure={row.pause} /> <span className="quiet">{t(`next.${row.pause.code}`)}</span>
      </p>
      {putRightThere.has(row.pause.code) && <ServiceLink row={row} />}
      <NextButton row={row} />
    </div>
  )
}

function ServiceLink({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const service = providerOf(row.model)
  if (service === 'local' || row.mode === 'practice') return null
  return <KeyPageLink service={service} label={t('batch.open-service', { name: providers[service].name })} />
}

function NextButton({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const openSettings = useOpenSettings()
  const actions = useBatchActions(row.id)
  const [isOpen, setIsOpen] = useState(false)
  const action = row.pause && nextActions[row.pause.code]
  if (isOfflineWait(row)) {
    return (
      <Button isBusy={actions.isBusy} onClick={() => void actions.resume()}>
        {t('batch.try-now')}
      </Button>
    )
  }
  switch (action?.kind) {
    case 'settings':
      return <Button onClick={() => openSettings(action.section)}>{t(`shell.open-${action.section}`)}</Button>
    case 'raise-cap':
      return (
        <>
          {isOwnCapFull(row) ? (
            <Button onClick={() => setIsOpen(true)}>{t('batch.raise-cap')}</Button>
          ) : (
            <Button onClick={() => openSettings('money')}>{t('shell.open-money')}</Button>
          )}
          <CapDialog row={row} isOpen={isOpen} onClose={() => setIsOpen(false)} />
        </>
      )
    case 'choose-folder':
      return <OtherFolder row={row} />
    case 'resume':
      return (
        <>
          {row.pause?.code === 'disk-full' && <OtherFolder row={row} />}
          <Button isBusy={actions.isBusy} onClick={() => void actions.resume()}>
            {t('batch.resume')}
          </Button>
        </>
      )
    case 'retry':
    case 'resolve':
    case undefined:
      return null
  }
}

function OtherFolder({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const other = useOtherFolder(row)
  return (
    <>
      <FailureText failure={other.failure} />
      <Button isBusy={other.isBusy} onClick={other.choose}>
        {t('batch.other-folder')}
      </Button>
      {other.dialog}
    </>
  )
}

function Unanswered({ row, count }: { readonly row: BatchRow; readonly count: number }) {
  const t = useTranslate()
  const [isOpen, setIsOpen] = useState(false)
  const { open, lost } = splitUndecided(count, row.atStake, row.perItem)
  return (
    <div className="pause-note" role="status">
      <CirclePause size={14} aria-hidden="true" />
      <p>
        {open > 0 && t('batch.unanswered', { count: open })} {lost > 0 && t('batch.lost', { count: lost })}{' '}
        {row.atStake > 0 && (
          <span className="quiet">{t('batch.at-stake', { amount: amountText(t, row.atStake, row.mode) })}</span>
        )}
      </p>
      <Button onClick={() => setIsOpen(true)}>{t('batch.decide')}</Button>
      <DecideDialog row={row} items={null} isOpen={isOpen} onClose={() => setIsOpen(false)} />
    </div>
  )
}
