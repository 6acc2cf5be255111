import type { Mode } from '../../../shared/domain/item.ts'
import type { Reconciled, ReconcileState } from '../../../shared/ipc/spend-rows.ts'
import { providers } from '../../../shared/models/model.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useDates } from '../../messages/use-dates.ts'
import { FailureText } from '../settings/failure-text.tsx'
import { useAsking } from '../settings/use-asking.ts'
import { DifferenceTable } from './difference-table.tsx'
import './reconcile.css'

interface ReconcileSectionProps {
  readonly mode: Mode
  readonly from: string
  readonly to: string
}

/** The ledger beside what the services have on record; asked for, never by itself, because it needs the network. */
export function ReconcileSection({ mode, from, to }: ReconcileSectionProps) {
  const t = useTranslate()
  const { request } = useStores()
  const { failure, isBusy, ask } = useAsking()
  const state = useFrom('books', ({ reconcile }) => reconcile)
  const isAsking = state?.phase === 'asking'
  const isAboutThis = state !== null && state.mode === mode && state.from === from && state.to === to
  return (
    <section className="reconcile" aria-label={t('spend.reconcile')}>
      <h2>{t('spend.reconcile')}</h2>
      <p className="quiet">{t('spend.reconcile-body')}</p>
      <div className="reconcile__buttons">
        {isAsking ? (
          <Button onClick={() => void ask(() => request('reconcile:stop'))}>{t('spend.reconcile-stop')}</Button>
        ) : (
          <Button isBusy={isBusy} onClick={() => void ask(() => request('reconcile:start', { mode, from, to }))}>
            {t(isAboutThis && state.phase === 'done' ? 'spend.reconcile-again' : 'spend.reconcile-start')}
          </Button>
        )}
        {isAsking && <Spinner label={t('spend.reconcile-asking', { count: state.read })} />}
        {isAsking && <span role="status">{t('spend.reconcile-asking', { count: state.read })}</span>}
      </div>
      <FailureText failure={failure} />
      {isAboutThis && <Outcome state={state} />}
    </section>
  )
}

function Outcome({ state }: { readonly state: ReconcileState }) {
  const t = useTranslate()
  const dates = useDates()
  return (
    <div className="reconcile__outcome" role="status">
      {state.phase === 'stopped' && <p>{t('spend.reconcile-stopped')}</p>}
      {state.phase === 'done' && state.endedAt !== null && (
        <p className="quiet">{t('spend.reconcile-of', { at: dates.full(state.endedAt) })}</p>
      )}
      {state.results.map((result) => (
        <Result key={result.service} result={result} />
      ))}
      {state.failures.map((entry) => (
        <p key={entry.service} className="reconcile__failure">
          {refusalText(entry, t)}
        </p>
      ))}
    </div>
  )
}

/** Without a network or a key there is nothing wrong with the ledger, so that nothing here is an alarm. */
function refusalText({ service, failure }: ReconcileState['failures'][number], t: Translate): string {
  const { name } = providers[service]
  if (failure.code === 'missing-key') return t('spend.reconcile-missing-key', { service: name })
  if (failure.code === 'offline') return t('spend.reconcile-offline', { service: name })
  // Without a key store there are no keys either.
  if (failure.code === 'keychain-absent') return t('spend.reconcile-missing-key', { service: name })
  return t('spend.reconcile-failed', { service: name, message: failureLine(failure, t) })
}

function Result({ result }: { readonly result: Reconciled }) {
  const t = useTranslate()
  const { service, here, there, matched, differences, differenceCount, pending, unknown, isWhole } = result
  const { name } = providers[service]
  return (
    <div className="reconcile__service">
      <p className="reconcile__sentence" data-differs={differenceCount > 0 || undefined}>
        {differenceCount === 0
          ? t('spend.same', { service: name, amount: t.money(here), count: matched })
          : t('spend.differs', {
              service: name,
              here: t.money(here),
              there: t.money(there),
              count: differenceCount,
              same: matched,
            })}
      </p>
      {differences.length > 0 && <DifferenceTable differences={differences} name={name} />}
      {differenceCount > differences.length && (
        <p className="quiet">{t('spend.differences-more', { count: differenceCount - differences.length })}</p>
      )}
      {pending > 0 && <p className="quiet">{t('spend.pending', { count: pending })}</p>}
      {unknown > 0 && <p className="quiet">{t('spend.unknown', { count: unknown })}</p>}
      {!isWhole && <p className="quiet">{t('spend.not-whole')}</p>}
    </div>
  )
}
