import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import { nextActions } from '../../app/next-actions.ts'
import { useOpenSettings } from '../../app/use-open-settings.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import './failure-note.css'

interface FailureNoteProps {
  readonly failure: Failure
  /** What it cost, where it cost anything. */
  readonly cost?: string | undefined
  /** Buttons that do the next step here. */
  readonly children?: ReactNode
}

/** What happened, what it cost and what to do next, where it happened. */
export function FailureNote({ failure, cost, children }: FailureNoteProps) {
  const t = useTranslate()
  const openSettings = useOpenSettings()
  const action = nextActions[failure.code]
  return (
    <div className="failure-note" role="alert">
      <CircleAlert size={14} aria-hidden="true" />
      <div className="failure-note__texts">
        <p>
          <FailureSentence failure={failure} />
        </p>
        {cost !== undefined && <p>{cost}</p>}
        <p className="quiet">{t(`next.${failure.code}`)}</p>
        <div className="failure-note__actions">
          {action?.kind === 'settings' && (
            <Button onClick={() => openSettings(action.section)}>{t(`shell.open-${action.section}`)}</Button>
          )}
          {children}
        </div>
      </div>
    </div>
  )
}
