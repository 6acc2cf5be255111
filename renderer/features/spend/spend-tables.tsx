import type { ReactNode } from 'react'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { eachKept } from './each-kept.ts'
import './spend-tables.css'

/** Where the money went: by model, and by batch. */
export function SpendTables({ overview }: { readonly overview: SpendOverview }) {
  const t = useTranslate()
  const { place } = useStores()
  const { models, batches, batchCount } = overview
  return (
    <div className="spend-tables">
      <SumsTable title={t('spend.models')} first={t('spend.model')}>
        {models.map((row) => (
          <SumsRow key={row.model} name={modelName(row.model)} sums={row} />
        ))}
      </SumsTable>
      <SumsTable title={t('spend.batches')} first={t('spend.batch')}>
        {batches.map((row) => (
          <SumsRow
            key={row.id}
            name={
              <button
                type="button"
                className="spend-tables__batch"
                aria-label={t('spend.show-batch', { number: row.number })}
                onClick={() => place.setState({ place: { kind: 'batch', batchId: row.id } })}
              >
                {t('batch.name', { number: row.number, model: modelName(row.model) })}
              </button>
            }
            sums={row}
          />
        ))}
      </SumsTable>
      {batchCount > batches.length && (
        <p className="quiet">{t('spend.batches-more', { count: batchCount - batches.length })}</p>
      )}
    </div>
  )
}

interface SumsTableProps {
  readonly title: string
  readonly first: string
  readonly children: ReactNode
}

function SumsTable({ title, first, children }: SumsTableProps) {
  const t = useTranslate()
  return (
    <table className="spend-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{t('spend.charged')}</th>
          <th scope="col">{t('spend.requests')}</th>
          <th scope="col">{t('spend.refused-short')}</th>
          <th scope="col">{t('spend.kept-short')}</th>
          <th scope="col">{t('spend.each')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

interface SumsRowProps {
  readonly name: ReactNode
  readonly sums: {
    readonly charged: NanoUsd
    readonly requests: number
    readonly refused: number
    readonly kept: number
  }
}

function SumsRow({ name, sums: { charged, requests, refused, kept } }: SumsRowProps) {
  const t = useTranslate()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{t.money(charged)}</td>
      <td>{t.number(requests)}</td>
      <td>{refused === 0 ? '–' : t.number(refused)}</td>
      <td>{kept === 0 ? '–' : t.number(kept)}</td>
      <td>{kept === 0 ? '–' : t.money(eachKept(charged, kept))}</td>
    </tr>
  )
}
