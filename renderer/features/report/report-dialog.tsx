import { useState } from 'react'
import type { ReportState } from '../../../shared/ipc/report-rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Dialog } from '../../ui/dialog.tsx'
import type { ReportChoice } from './report-choice.ts'
import { ReportForm } from './report-form.tsx'
import { ReportStanding } from './report-standing.tsx'
import './report-dialog.css'

/** Makes a report; it goes on while the dialog is closed. */
export function ReportDialog() {
  const t = useTranslate()
  const { shell } = useStores()
  const choices = useFrom('shell', ({ dialog }) => (dialog?.kind === 'report' ? dialog.choices : null))
  const state = useFrom('books', ({ report }) => report)
  const close = (): void => shell.setState({ dialog: null })
  return (
    <Dialog title={t('report.title')} size="m" isOpen={choices !== null} onClose={close}>
      {choices !== null && state !== null && <Reporting choices={choices} state={state} />}
    </Dialog>
  )
}

interface ReportingProps {
  readonly choices: readonly ReportChoice[]
  readonly state: ReportState
}

/** What came of the last one is shown until another one is wanted; whoever opens the dialog anew wants another one. */
function Reporting({ choices, state }: ReportingProps) {
  const isRunning = runningPhases.has(state.phase)
  const [isFollowed, setFollowed] = useState(isRunning)
  return isRunning || isFollowed ? (
    <ReportStanding state={state} onAnother={() => setFollowed(false)} />
  ) : (
    <ReportForm choices={choices} onStarted={() => setFollowed(true)} />
  )
}

const runningPhases: ReadonlySet<ReportState['phase']> = new Set(['reading', 'pictures', 'printing', 'writing'])
