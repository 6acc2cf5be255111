import { useState } from 'react'
import type { VerifyState } from '../../../shared/ipc/check-rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Progress } from '../../ui/progress.tsx'
import { FailureText } from '../settings/failure-text.tsx'
import { useAsking } from '../settings/use-asking.ts'
import { FindingsList } from './findings-list.tsx'
import { ChosenFolder } from './chosen-folder.tsx'
import { VerdictCounts } from './verdict-counts.tsx'
import './care.css'

/** Whether results still are what was written; the look goes on while the dialog is closed. */
export function VerifyDialog() {
  const t = useTranslate()
  const { shell } = useStores()
  const scope = useFrom('shell', ({ dialog }) => (dialog?.kind === 'verify' ? dialog : null))
  const state = useFrom('care', ({ verify }) => verify)
  const close = (): void => shell.setState({ dialog: null })
  return (
    <Dialog title={t('care.verify-title')} size="m" isOpen={scope !== null} onClose={close}>
      {scope !== null && state !== null && <Verifying batchId={scope.batchId} state={state} />}
    </Dialog>
  )
}

interface VerifyingProps {
  readonly batchId: string | null
  readonly state: VerifyState
}

function Verifying({ batchId, state }: VerifyingProps) {
  const t = useTranslate()
  const { request } = useStores()
  const { failure, isBusy, ask } = useAsking()
  const [isLooking, setLooking] = useState(false)
  const start = (lookIn: readonly string[]): void => {
    setLooking(false)
    void ask(() => request('verify:start', { batchId, lookIn: [...lookIn] }))
  }
  const isRunning = state.phase === 'verifying'
  const missing = state.counts.missing ?? 0
  const moved = state.counts.moved ?? 0
  return (
    <div className="care">
      <p className="settings-note">{t(batchId === null ? 'care.verify-all' : 'care.verify-batch')}</p>
      {state.phase !== 'idle' && <Standing state={state} />}
      <FailureText failure={failure ?? state.failure} />
      <div className="settings-row">
        {isRunning ? (
          <Button onClick={() => void ask(() => request('verify:stop'))}>{t('care.stop')}</Button>
        ) : (
          <Button variant={moved > 0 ? 'plain' : 'primary'} isBusy={isBusy} onClick={() => start([])}>
            {t(state.phase === 'idle' ? 'care.verify' : 'care.verify-again')}
          </Button>
        )}
        {!isRunning && moved > 0 && (
          <Button variant="primary" onClick={() => void ask(() => request('verify:relink'))}>
            {t('care.relink', { count: moved })}
          </Button>
        )}
        {!isRunning && missing > 0 && !isLooking && (
          <Button onClick={() => setLooking(true)}>{t('care.look-elsewhere', { count: missing })}</Button>
        )}
      </div>
      {isLooking && <ChosenFolder purpose="search" action={t('care.look-in')} onChosen={({ id }) => start([id])} />}
    </div>
  )
}

function Standing({ state }: Pick<VerifyingProps, 'state'>) {
  const t = useTranslate()
  const { phase, done, total, counts, findings } = state
  const count = total - (counts.unchanged ?? 0) - (counts.replaced ?? 0)
  return (
    <>
      {phase === 'verifying' && (
        <Progress value={total === 0 ? null : done / total} label={t('care.verified-of', { done, total })} />
      )}
      <p role="status">{t(`care.verify-${phase === 'idle' ? 'done' : phase}`, { done, total })}</p>
      <VerdictCounts counts={counts} />
      <FindingsList findings={findings} count={phase === 'done' ? count : findings.length} />
    </>
  )
}
