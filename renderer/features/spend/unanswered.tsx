import type { SpendUnanswered } from '../../../shared/ipc/spend-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import './spend-tables.css'

/** Requests nobody answered, whatever their day, and the way to decide about them. */
export function Unanswered({ entries }: { readonly entries: readonly SpendUnanswered[] }) {
  const t = useTranslate()
  const { place } = useStores()
  return (
    <section className="spend-unanswered" aria-label={t('spend.unanswered-title')}>
      <h2>{t('spend.unanswered-title')}</h2>
      <p className="quiet">{t('spend.unanswered-body')}</p>
      <ul>
        {entries.map(({ batchId, batchNumber, count, atStake }) => (
          <li key={batchId}>
            <button
              type="button"
              className="spend-tables__batch"
              onClick={() => place.setState({ place: { kind: 'batch', batchId } })}
            >
              {t('spend.unanswered-in', { count, number: batchNumber, amount: t.money(atStake) })}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
