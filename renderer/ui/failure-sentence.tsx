import type { Failure } from '../../shared/errors.ts'
import { failureText } from '../messages/failure-text.ts'
import type { MessageKey } from '../messages/message-key.ts'
import { useTranslate } from '../messages/use-translate.ts'

interface FailureSentenceProps {
  readonly failure: Failure
  /** Says what happened better than the code does. */
  readonly title?: MessageKey | undefined
}

/** What happened, in the language of the window; quietly behind it what main said, where that is another one. */
export function FailureSentence({ failure, title }: FailureSentenceProps) {
  const { sentence, detail } = failureText(failure, useTranslate(), title)
  if (detail === null) return sentence
  return (
    <>
      {sentence}{' '}
      <span className="quiet" lang="en">
        {detail}
      </span>
    </>
  )
}
