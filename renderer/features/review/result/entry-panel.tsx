import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { amountText, modelName } from '../../batch/batch-text.ts'
import { CopyButton } from '../../batch/copy-button.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { useDates } from '../../../messages/use-dates.ts'
import { BatchLink, Fact } from './result-facts.tsx'

/** A picture for which nothing was made: how that ended and why, and what was asked for. */
export function EntryPanel({ row }: { readonly row: HistoryRow }) {
  const t = useTranslate()
  const dates = useDates()
  const { name, status, failure, skipReason, prompt, charged, mode } = row
  return (
    <section className="result-panel" aria-label={t('review.details')}>
      <div className="result-panel__body">
        <h2 className="result-panel__name">
          <bdi>{name.slice(name.lastIndexOf('/') + 1)}</bdi>
        </h2>
        <StatusBadge status={status} />
        {failure !== null && <FailureNote failure={failure} />}
        <p className="quiet">{t(skipReason === null ? 'review.details-none' : `skip.${skipReason}`)}</p>
        {prompt !== '' && (
          <Section title={t('review.prompt')} aside={<CopyButton text={prompt} label={t('review.prompt-copy')} />}>
            <p className="result-panel__prompt">{prompt}</p>
          </Section>
        )}
        <Section title={t('review.facts')}>
          <dl className="result-panel__facts">
            <Fact term={t('review.model')}>{modelName(row.model)}</Fact>
            <Fact term={t('review.batch')}>
              <BatchLink id={row.batchId} number={row.batchNumber} />
            </Fact>
            <Fact term={t('history.date')}>{dates.full(row.at)}</Fact>
            {charged > 0 && <Fact term={t('review.cost')}>{amountText(t, charged, mode)}</Fact>}
          </dl>
        </Section>
      </div>
    </section>
  )
}
