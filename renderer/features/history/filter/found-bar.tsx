import { X } from 'lucide-react'
import type { HistoryView as Answer } from '../../../../shared/ipc/history-rows.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Spinner } from '../../../ui/spinner.tsx'
import { conditionsOf, withoutConditions, type Condition } from './conditions.ts'
import { useNames } from './use-names.ts'
import { useQuery } from './use-query.ts'
import { useSlow } from '../../../app/use-slow.ts'
import './found-bar.css'

/** How much was found and what it cost, and what is asked for; each condition can be taken away. */
export function FoundBar() {
  const t = useTranslate()
  const { query } = useQuery()
  const conditions = conditionsOf(query, useNames(query), t)
  return (
    <div className="found-bar">
      <Count />
      {conditions.length > 0 && <Conditions conditions={conditions} />}
    </div>
  )
}

function Count() {
  const t = useTranslate()
  const answer = useFrom('history', ({ shown }) => shown?.answer ?? null)
  const isStacked = useFrom('history', ({ shown }) => shown?.query.stacked === true)
  const selected = useFrom('history', (state) => state.selected.size)
  const isAsking = useFrom('history', ({ asked }) => asked !== null && !asked.isQuiet)
  const isSlow = useSlow(isAsking)
  const parts = answer === null ? [] : countParts(answer, isStacked, t)
  const text = [...parts, ...(selected === 0 ? [] : [t('gallery.selected', { count: selected })])].join(' · ')
  return (
    <span className="found-bar__count" title={text}>
      <span role="status">{text}</span>
      {isSlow && <Spinner label={t('history.searching')} />}
    </span>
  )
}

/** Such as “1,204 results · 31 without one · $48.16”. */
function countParts({ total, results, charged }: Answer, isStacked: boolean, t: Translate): readonly string[] {
  const without = isStacked ? 0 : total - results
  return [
    ...(isStacked ? [t('history.sources', { count: total })] : []),
    t('common.results', { count: results }),
    ...(without > 0 ? [t('history.without-result', { count: without })] : []),
    ...(charged > 0 ? [t('history.charged', { sum: t.money(charged) })] : []),
  ]
}

function Conditions({ conditions }: { readonly conditions: readonly Condition[] }) {
  const t = useTranslate()
  const { place } = useStores()
  const { query } = useQuery()
  const ask = (wanted: typeof query): void => place.setState({ history: { query: wanted, shows: 'results' } })
  return (
    <ul className="found-bar__conditions" aria-label={t('history.conditions')}>
      {conditions.map(({ key, label, without }) => (
        <li key={key}>
          <button
            type="button"
            className="found-bar__condition"
            aria-label={t('history.without', { condition: label })}
            title={t('history.without', { condition: label })}
            onClick={() => ask(without)}
          >
            <bdi className="one-line">{label}</bdi>
            <X size={12} aria-hidden="true" />
          </button>
        </li>
      ))}
      <li>
        <button type="button" className="found-bar__clear" onClick={() => ask(withoutConditions(query))}>
          {t('history.clear-all')}
        </button>
      </li>
    </ul>
  )
}
