import { TriangleAlert } from 'lucide-react'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { CheckboxField } from '../../../ui/checkbox-field.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { useDates } from '../../../messages/use-dates.ts'
import { modelOf } from '../draft/draft-changes.ts'
import type { QuoteFlow } from '../draft/draft-store.ts'
import { AgainFacts } from '../../review/again/again-facts.tsx'
import { KeyHint } from '../model/key-hint.tsx'
import { Fact } from './quote-fact.tsx'
import { QuoteFiles } from './quote-files.tsx'
import { askForQuote, dropQuote } from './quote-flow.ts'
import { tightestCap } from '../run/sum.ts'
import { useSpend } from '../run/use-spend.ts'
import { balanceNoteText, isExpectation, sentenceText } from './quote-sentences.ts'
import { canSendAgain, isGuess, skippedOf, stakeOf } from './quote-text.ts'
import './quote-dialog.css'

type ReadyFlow = Extract<QuoteFlow, { plan: unknown }>

/** What a run would do and cost, from the most important down. */
export function QuoteBody({ flow }: { readonly flow: ReadyFlow }) {
  const stores = useStores()
  const { quote } = flow.plan
  const isShort = flow.question.sample !== null
  const model = modelOf(quote)
  return (
    <div className="quote">
      <QuoteSum quote={quote} />
      {quote.mode === 'paid' && (
        <KeyHint
          model={model}
          onLeave={() => void dropQuote(stores)}
          onPractice={() => void askForQuote(stores, flow.question)}
        />
      )}
      <dl className="quote__facts">
        <SentFacts flow={flow} />
        <AgainFacts plan={flow.plan} />
        <MoneyFacts quote={quote} />
        <Disclosure quote={quote} />
        <QuoteFiles quote={quote} isShort={isShort} />
      </dl>
      <Warnings plan={flow.plan} />
      {flow.failure !== null && <FailureNote failure={flow.failure} />}
    </div>
  )
}

function QuoteSum({ quote }: { readonly quote: Quote }) {
  const t = useTranslate()
  const stake = stakeOf(quote)
  if (quote.send === 0) return <p className="quote__nothing">{t('recipe.quote.nothing')}</p>
  return (
    <div className="quote__sum">
      <span>
        {stake === 'free'
          ? t('common.pictures', { count: quote.send })
          : `${t.number(quote.send)} × ${t.money(quote.price.perItem)}`}
      </span>
      <strong>{stake === 'free' ? t('common.free') : t.money(quote.worstCase)}</strong>
      <span className="quiet">{t(isGuess(quote) ? 'recipe.quote.sum-estimate' : `recipe.quote.sum-${stake}`)}</span>
    </div>
  )
}

function SentFacts({ flow }: { readonly flow: ReadyFlow }) {
  const t = useTranslate()
  const stores = useStores()
  const { quote } = flow.plan
  const skipped = skippedOf(quote)
  const model = modelOf(quote)
  const ask = (again: boolean): void => void askForQuote(stores, { ...flow.question, again, startsWhenFree: false })
  return (
    <>
      <Fact term={t('recipe.quote.sent')}>
        {t('common.pictures', { count: quote.send })}
        <span className="quiet"> · {model.name}</span>
      </Fact>
      {skipped.length > 0 && (
        <Fact term={t('recipe.quote.skipped')}>
          {skipped.map(({ reason, count }) => (
            <p key={reason}>
              {t.number(count)} · {t(`skip.${reason}`)}
            </p>
          ))}
          <p className="quiet">{t('recipe.quote.skipped-cost')}</p>
        </Fact>
      )}
      {flow.question.earlier === undefined && canSendAgain(quote) && (
        <Fact term={t('recipe.quote.repeat')}>
          <CheckboxField
            label={t(stakeOf(quote) === 'paid' ? 'recipe.quote.send-again' : 'recipe.quote.repeat-free')}
            isChecked={quote.again}
            onChange={ask}
          />
        </Fact>
      )}
      {quote.unreadable > 0 && (
        <Fact term={t('recipe.quote.unreadable')}>
          {t('recipe.quote.unreadable-cost', { count: quote.unreadable })}
        </Fact>
      )}
    </>
  )
}

function MoneyFacts({ quote }: { readonly quote: Quote }) {
  const t = useTranslate()
  const dates = useDates()
  if (stakeOf(quote) === 'free') return null
  const { price, balance } = quote
  return (
    <>
      <Fact term={t('recipe.quote.price')}>
        {t(price.isEstimate ? 'recipe.quote.about-per-picture' : 'recipe.quote.per-picture', {
          price: t.money(price.perItem),
        })}
        <span className="quiet">
          {' '}
          · {t('recipe.quote.price-source', { date: dates.day(price.asOf), source: sentenceText(t, price.source) })}
        </span>
      </Fact>
      <Fact term={t('recipe.quote.worst-case')}>
        {isGuess(quote) ? t('recipe.quote.about', { sum: t.money(quote.worstCase) }) : t.money(quote.worstCase)}
      </Fact>
      <Caps quote={quote} />
      {balance !== null && quote.mode === 'paid' && (
        <Fact term={t('recipe.quote.balance')}>
          {balance.amount === null ? balance.note && balanceNoteText(t, balance.note) : t.money(balance.amount)}
        </Fact>
      )}
    </>
  )
}

/** The cap of the batch, and the one that would stop it before its end. */
function Caps({ quote }: { readonly quote: Quote }) {
  const t = useTranslate()
  const spend = useSpend()
  const tightest = tightestCap(quote.worstCase, quote.cap, spend?.mode === quote.mode ? spend : null)
  return (
    <Fact term={t('recipe.quote.cap')}>
      {quote.cap === null ? t('recipe.quote.no-cap') : t('recipe.quote.cap-of', { cap: t.money(quote.cap) })}
      {tightest?.isExceeded === true && (
        <p className="quote__stake">
          {t(`recipe.cap-state.over-${tightest.kind}`, {
            cap: t.money(tightest.cap),
            left: t.money(tightest.left),
          })}
        </p>
      )}
    </Fact>
  )
}

function Disclosure({ quote }: { readonly quote: Quote }) {
  const t = useTranslate()
  return (
    <Fact term={t('recipe.quote.leaves')}>
      {quote.disclosure.length === 0
        ? t('recipe.quote.leaves-nothing')
        : quote.disclosure.map((sentence) => <p key={sentence}>{sentenceText(t, sentence)}</p>)}
    </Fact>
  )
}

function Warnings({ plan }: Pick<ReadyFlow, 'plan'>) {
  const t = useTranslate()
  // What to expect of pictures that are done again stands among the facts.
  const warnings = plan.quote.warnings.filter((said) => !('repeatable' in plan && isExpectation(said)))
  if (warnings.length === 0) return null
  return (
    <ul className="quote__warnings">
      {warnings.map((warning) => (
        <li key={warning}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{sentenceText(t, warning)}</span>
        </li>
      ))}
    </ul>
  )
}
