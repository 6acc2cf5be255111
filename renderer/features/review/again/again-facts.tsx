import type { AgainView } from '../../../../shared/ipc/history-rows.ts'
import type { PlanView } from '../../../../shared/ipc/rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { FailureSentence } from '../../../ui/failure-sentence.tsx'
import { Fact } from '../../recipe/quote/quote-fact.tsx'
import { isExpectation, sentenceText } from '../../recipe/quote/quote-sentences.ts'

/** In a quote that does items again: what to expect of it, and what cannot be done again. */
export function AgainFacts({ plan }: { readonly plan: PlanView | AgainView }) {
  const t = useTranslate()
  if (!('repeatable' in plan)) return null
  const { left, repeatable, quote } = plan
  // Main knows whether there is a seed, where it says anything.
  const said = quote.warnings.find(isExpectation)
  return (
    <>
      {quote.send > 0 && (
        <Fact term={t('review.expect')}>
          {said === undefined ? t(`review.expect-${repeatable}`) : sentenceText(t, said)}
        </Fact>
      )}
      {left.length > 0 && (
        <Fact term={t('review.left')}>
          <details className="quote__more" open={left.length <= 3}>
            <summary>{t('review.left-count', { count: left.length })}</summary>
            <ul className="quote__names">
              {left.map(({ name, failure }, index) => (
                // Several items may have the same source; their order never changes.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={`${name} ${index}`}>
                  <bdi>{name}</bdi>{' '}
                  <span className="quiet">
                    · <FailureSentence failure={failure} />
                  </span>
                </li>
              ))}
            </ul>
          </details>
        </Fact>
      )}
    </>
  )
}
