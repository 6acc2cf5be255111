import { assertNever } from '../../../../shared/result.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import type { MessageKey } from '../../../messages/message-key.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { modelOf } from '../draft/draft-changes.ts'
import type { QuoteFlow, QuoteQuestion } from '../draft/draft-store.ts'
import { QuoteBody } from './quote-body.tsx'
import { askForQuote, dropQuote, startQuoted } from './quote-flow.ts'
import { QuoteProgress } from './quote-progress.tsx'
import { confirmText } from './quote-text.ts'
import { useKeyState } from '../model/use-key-state.ts'

/** From the question for a price to the yes or no. Nothing is sent before its one button is pressed. */
export function QuoteDialog() {
  const t = useTranslate()
  const stores = useStores()
  const flow = useFrom('draft', (state) => state.quote)
  if (flow.phase === 'none') return null
  return (
    <Dialog
      title={t(titleKey(flow.question), { count: flow.question.pictures })}
      isOpen
      onClose={() => void dropQuote(stores)}
      size="m"
      footer={<QuoteFooter flow={flow} />}
    >
      <QuoteContent flow={flow} />
    </Dialog>
  )
}

function titleKey({ sample, earlier }: QuoteQuestion): MessageKey {
  if (earlier !== undefined) return earlier.relation === 'redo' ? 'review.again-quote' : 'review.rerun-quote'
  return sample === null ? 'recipe.quote.title' : 'recipe.quote.title-try'
}

type OpenFlow = Exclude<QuoteFlow, { phase: 'none' }>

function QuoteContent({ flow }: { readonly flow: OpenFlow }) {
  switch (flow.phase) {
    case 'making':
      return <QuoteProgress />
    case 'refused':
      return <FailureNote failure={flow.failure} />
    case 'ready':
    case 'starting':
      return <QuoteBody flow={flow} />
    default:
      return assertNever(flow)
  }
}

function QuoteFooter({ flow }: { readonly flow: OpenFlow }) {
  const t = useTranslate()
  const stores = useStores()
  const drop = <Button onClick={() => void dropQuote(stores)}>{t('common.cancel')}</Button>
  if (flow.phase === 'making') return drop
  if (flow.phase === 'refused') {
    return (
      <>
        {drop}
        <Button onClick={() => void askForQuote(stores, flow.question)}>{t('recipe.quote.again')}</Button>
      </>
    )
  }
  return (
    <>
      {drop}
      <ConfirmButton flow={flow} />
    </>
  )
}

function ConfirmButton({ flow }: { readonly flow: Extract<OpenFlow, { plan: unknown }> }) {
  const t = useTranslate()
  const stores = useStores()
  const { quote } = flow.plan
  const keyState = useKeyState(modelOf(quote))
  // What is done again runs in the mode it ran in, whatever the window's is now.
  const isPayable = quote.mode === 'practice' || (keyState.kind !== 'missing' && keyState.kind !== 'store')
  const { key, values } = confirmText(quote, t)
  if (quote.send === 0) return null
  return (
    <Button
      variant="primary"
      disabled={flow.phase === 'starting' || !isPayable}
      onClick={() => void startQuoted(stores)}
    >
      {t(key, values)}
    </Button>
  )
}
