import type { AttemptRow } from '../../../shared/ipc/rows.ts'
import type { MessageKey } from '../../messages/message-key.ts'
import type { Translate } from '../../messages/translate.ts'
import { attemptTexts } from '../../messages/en/batch.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import { Section } from '../../ui/section.tsx'
import { useDates } from '../../messages/use-dates.ts'
import { CopyButton } from './copy-button.tsx'

/** Every paid request of an item, as the journal has it. */
export function AttemptsTable({ attempts }: { readonly attempts: readonly AttemptRow[] }) {
  const t = useTranslate()
  return (
    <Section
      title={t('batch.attempts', { count: attempts.length })}
      isCollapsible
      isOpenInitially={attempts.length > 1}
    >
      <ol className="attempts">
        {attempts.map((attempt) => (
          <Attempt key={attempt.number} attempt={attempt} />
        ))}
      </ol>
    </Section>
  )
}

function Attempt({ attempt }: { readonly attempt: AttemptRow }) {
  const t = useTranslate()
  const dates = useDates()
  const { number, state, price, cost, runId, createdAt, settledAt, failure } = attempt
  return (
    <li className="attempts__item">
      <p>
        <strong>{t('batch.attempt', { number })}</strong> {stateText(t, state)}
        <span className="attempts__money">
          {cost === null ? t('batch.attempt-price', { amount: t.money(price) }) : t.money(cost)}
        </span>
      </p>
      <p className="quiet">
        {[createdAt, settledAt].flatMap((at) => (at === null ? [] : [dates.exact(at)])).join(' – ')}
      </p>
      {failure !== null && (
        <p className="quiet">
          <FailureSentence failure={failure} />
        </p>
      )}
      {runId !== null && (
        <div className="item-inspector__path">
          <code>{runId}</code>
          <CopyButton text={runId} label={t('batch.copy-run')} />
        </div>
      )}
    </li>
  )
}

/** A state without words of its own is shown by its name rather than not at all. */
function stateText(t: Translate, state: string): string {
  const key = `batch.attempt.${state}`
  return key in attemptTexts ? t(key as MessageKey) : state // Looked up just before.
}
