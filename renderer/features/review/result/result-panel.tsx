import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { FailureNote } from '../../batch/failure-note.tsx'
import { ResultSections } from './result-sections.tsx'
import { useResult } from './use-result.ts'
import './result-panel.css'

/** Everything about one result, and what can be done with it. */
export function ResultPanel({ id }: { readonly id: string }) {
  const t = useTranslate()
  const { details, failure } = useResult(id)
  // The one before stands in its place for the moment it takes to read the next, and takes no presses.
  const [last, setLast] = useState(details)
  if (details !== null && details !== last) setLast(details)
  const shown = failure === null ? (details ?? last) : null
  return (
    <section className="result-panel" aria-label={t('review.details')}>
      {failure !== null && (
        <div className="result-panel__body">
          <FailureNote failure={failure} />
        </div>
      )}
      {shown !== null && (
        <div inert={details === null}>
          <ResultSections key={shown.output.id} details={shown} />
        </div>
      )}
    </section>
  )
}
