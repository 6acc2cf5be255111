import type { ReactNode } from 'react'
import { pictureFormats } from '../../../../shared/domain/picture.ts'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { amountText, modelName } from '../../batch/batch-text.ts'
import { formatBytes } from '../../../messages/format-bytes.ts'
import { useDates } from '../../../messages/use-dates.ts'

/** What made a result, what it cost, and what it is. */
export function ResultFacts({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const dates = useDates()
  const { row, output } = details
  const changed = row.result?.changed ?? null
  return (
    <Section title={t('review.facts')}>
      <dl className="result-panel__facts">
        <Fact term={t('review.model')}>{modelName(row.model)}</Fact>
        <Fact term={t('review.batch')}>
          <BatchLink id={row.batchId} number={row.batchNumber} />
        </Fact>
        <Fact term={t('review.made')}>{dates.full(row.at)}</Fact>
        <Fact term={t('review.cost')}>
          {row.charged === 0 ? t('common.free') : amountText(t, row.charged, row.mode)}
        </Fact>
        <Fact term={t('review.pixels')}>
          {t('review.pixels-of', {
            width: output.width,
            height: output.height,
            format: pictureFormats[output.format].label,
            size: formatBytes(output.bytes, t),
          })}
        </Fact>
        {changed !== null && <Fact term={t('review.changed')}>{t('review.changed-share', { changed })}</Fact>}
      </dl>
      {output.isFlagged && <p className="result-panel__flag">{t('review.flagged')}</p>}
    </Section>
  )
}

/** A line of what is known, in a list of such lines. */
export function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="result-panel__fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Leads to a batch. */
export function BatchLink({ id, number }: { readonly id: string; readonly number: number }) {
  const t = useTranslate()
  const { place } = useStores()
  return (
    <button
      type="button"
      className="result-panel__link"
      onClick={() => place.setState({ place: { kind: 'batch', batchId: id } })}
    >
      {t('compare.batch-number', { number })}
    </button>
  )
}
