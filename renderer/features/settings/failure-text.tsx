import type { Failure } from '../../../shared/errors.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import './failure-text.css'

/** What happened, and what to do next. */
export function FailureText({ failure }: { readonly failure: Failure | null }) {
  const t = useTranslate()
  if (failure === null) return null
  return (
    <div className="failure-text" role="alert">
      <p className="failure-text__what">
        <FailureSentence failure={failure} />
      </p>
      <p>{t(`next.${failure.code}`)}</p>
    </div>
  )
}
