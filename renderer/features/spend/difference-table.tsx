import type { SpendDifference } from '../../../shared/ipc/spend-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useDates } from '../../messages/use-dates.ts'
import './spend-tables.css'

interface DifferenceTableProps {
  readonly differences: readonly SpendDifference[]
  /** Of the service. */
  readonly name: string
}

/** Requests the ledger and a service do not say the same of. */
export function DifferenceTable({ differences, name }: DifferenceTableProps) {
  const t = useTranslate()
  const dates = useDates()
  return (
    <table className="spend-table">
      <caption className="visually-hidden">{name}</caption>
      <thead>
        <tr>
          <th scope="col">{t('spend.difference-request')}</th>
          <th scope="col">{t('spend.day')}</th>
          <th scope="col">{t('spend.difference-what')}</th>
          <th scope="col">{t('spend.difference-here')}</th>
          <th scope="col">{t('spend.difference-there')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={`${difference.attempt} ${difference.runId}`}>
            <th scope="row">
              <What difference={difference} />
            </th>
            <td>{dates.day(difference.day)}</td>
            <td>{t(`spend.difference-${difference.kind}`)}</td>
            <td>{t.money(difference.here)}</td>
            <td>{t.money(difference.there)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function What({ difference }: { readonly difference: SpendDifference }) {
  const t = useTranslate()
  const { place } = useStores()
  const { batchId, batchNumber, name, runId, attempt, isOurs } = difference
  if (batchId === null || batchNumber === null) {
    return (
      <>
        <code>{runId ?? attempt}</code>
        {isOurs !== null && (
          <span className="quiet"> {t(isOurs ? 'spend.difference-ours' : 'spend.difference-theirs')}</span>
        )}
      </>
    )
  }
  return (
    <button
      type="button"
      className="spend-tables__batch"
      title={runId ?? attempt ?? undefined}
      onClick={() => place.setState({ place: { kind: 'batch', batchId } })}
    >
      <bdi>{name}</bdi> · {t('history.batch-number', { number: batchNumber })}
    </button>
  )
}
