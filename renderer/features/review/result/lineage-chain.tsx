import { ArrowDown } from 'lucide-react'
import type { LineageStep, ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import type { Mode } from '../../../../shared/domain/item.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { amountText, modelName } from '../../batch/batch-text.ts'
import { StripPicture } from '../../compare/strip-picture.tsx'
import './lineage-chain.css'

/** From the first source to a result, with the cost of each step and of all; and what was made of it later. */
export function LineageChain({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const { lineage, row } = details
  const { steps, later, charged } = lineage
  const [first] = steps
  if (first === undefined || (steps.length === 1 && later.length === 0)) return null
  return (
    <>
      {steps.length > 1 && (
        <Section title={t('review.lineage')}>
          <ol className="lineage">
            <li className="lineage__step">
              <span className="lineage__picture">
                <StripPicture picture={first.source} />
              </span>
              <p>{t('review.lineage-original')}</p>
            </li>
            {steps.map((step) => (
              <Step key={step.itemId} step={step} mode={row.mode} isShown={step.itemId === row.itemId} />
            ))}
          </ol>
          <p className="lineage__total">
            {t('review.lineage-total', { count: steps.length, amount: amountText(t, charged, row.mode) })}
          </p>
        </Section>
      )}
      {later.length > 0 && (
        <Section title={t('review.later')}>
          <ol className="lineage">
            {later.map((step) => (
              <Step key={step.itemId} step={step} mode={row.mode} isShown={false} />
            ))}
          </ol>
        </Section>
      )}
    </>
  )
}

interface StepProps {
  readonly step: LineageStep
  readonly mode: Mode
  /** The one the panel is about. */
  readonly isShown: boolean
}

function Step({ step, mode, isShown }: StepProps) {
  const t = useTranslate()
  const { result, source, model, prompt, charged, relation, batchNumber } = step
  return (
    <li className="lineage__step" aria-current={isShown ? 'true' : undefined}>
      <span className="lineage__arrow" aria-hidden="true">
        <ArrowDown size={12} />
      </span>
      <span className="lineage__picture">
        <StripPicture picture={result ?? source} />
      </span>
      <div className="lineage__texts">
        <p>
          {modelName(model)}
          <span className="lineage__cost">{charged === 0 ? t('common.free') : amountText(t, charged, mode)}</span>
        </p>
        {prompt !== '' && <p className="lineage__prompt">{prompt}</p>}
        <p className="quiet">
          {[relation === null ? '' : t(`review.step-${relation}`), t('compare.batch-number', { number: batchNumber })]
            .filter((part) => part !== '')
            .join(' · ')}
        </p>
      </div>
    </li>
  )
}
