import { useState } from 'react'
import type { ReportState } from '../../../shared/ipc/report-rows.ts'
import { useStores } from '../../app/stores.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { copyText } from '../batch/copy-text.ts'
import { FailureText } from '../settings/failure-text.tsx'
import { useAsking } from '../settings/use-asking.ts'

interface ReportStandingProps {
  readonly state: ReportState
  readonly onAnother: () => void
}

/** How far a report is, or what came of it. */
export function ReportStanding({ state, onAnother }: ReportStandingProps) {
  const t = useTranslate()
  const { request } = useStores()
  const stopping = useAsking()
  const { phase, done, total } = state
  const isOver = phase === 'done' || phase === 'stopped' || phase === 'failed'
  return (
    <div className="report">
      {!isOver && (
        <Progress value={total === null || total === 0 ? null : done / total} label={standingText(state, t)} />
      )}
      <p role="status">{standingText(state, t)}</p>
      {state.path !== null && <Written path={state.path} />}
      <FailureText failure={stopping.failure ?? state.failure} />
      <div className="report__buttons">
        {isOver ? (
          <Button onClick={onAnother}>{t('report.another')}</Button>
        ) : (
          <Button isBusy={stopping.isBusy} onClick={() => void stopping.ask(() => request('report:stop'))}>
            {t('report.stop')}
          </Button>
        )}
      </div>
    </div>
  )
}

function standingText({ phase, done, total }: ReportState, t: Translate): string {
  switch (phase) {
    case 'pictures':
      return t('report.pictures', { done, total: total ?? done })
    case 'reading':
    case 'writing':
      return t(`report.${phase}`, { done })
    case 'printing':
    case 'done':
    case 'stopped':
      return t(`report.${phase}`)
    case 'failed':
    case 'idle':
      return ''
  }
}

/** Where it is. A page in a browser can open nothing on the machine it comes from. */
function Written({ path }: { readonly path: string }) {
  const t = useTranslate()
  const { bridge, request } = useStores()
  const { failure, ask } = useAsking()
  const [isCopied, setCopied] = useState(false)
  return (
    <>
      <p className="report__path">
        <bdi>{path}</bdi>
      </p>
      <div className="report__buttons">
        {bridge.host === 'desktop' ? (
          <>
            <Button variant="primary" onClick={() => void ask(() => request('report:open'))}>
              {t('report.open-file')}
            </Button>
            <Button onClick={() => void ask(() => request('report:reveal'))}>{t('report.reveal')}</Button>
          </>
        ) : (
          <Button
            aria-pressed={isCopied}
            onClick={() => {
              void copyText(path)
              setCopied(true)
            }}
          >
            {t('report.copy-path')}
          </Button>
        )}
      </div>
      <FailureText failure={failure} />
    </>
  )
}
