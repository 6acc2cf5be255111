import type { BatchRow } from '../../../../shared/ipc/rows.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { StatusBadge, StatusDot } from '../../../ui/status-badge.tsx'
import { StripPicture } from '../../compare/strip-picture.tsx'
import { batchCounts } from './batch-counts.ts'
import { useDates } from '../../../messages/use-dates.ts'
import './batch-line.css'

const mostPictures = 3

/** One batch in a list. */
export function BatchLine({ batch }: { readonly batch: BatchRow }) {
  const t = useTranslate()
  const dates = useDates()
  const model = catalogue.find(({ id }) => id === batch.model)?.name ?? batch.model
  return (
    <>
      <span className="batch-line__pictures" aria-hidden="true">
        {batch.pictures.slice(0, mostPictures).map((picture) => (
          <span key={picture} className="batch-line__picture">
            <StripPicture picture={picture} />
          </span>
        ))}
      </span>
      <span className="batch-line__texts">
        <span className="batch-line__head">
          <span className="batch-line__number">{t('history.number', { number: batch.number })}</span>
          <span className="one-line">{batch.prompt === '' ? model : batch.prompt}</span>
        </span>
        <span className="batch-line__facts">
          <time dateTime={batch.createdAt}>{dates.full(batch.createdAt)}</time>
          <span className="one-line">{model}</span>
        </span>
      </span>
      <span className="batch-line__counts">
        {batchCounts(batch).map(({ status, count }) => (
          <span key={status} className="batch-line__count">
            <StatusDot status={status} />
            {t.number(count)}
          </span>
        ))}
      </span>
      <span className="batch-line__end">
        <span className="batch-line__cost">{batch.charged === 0 ? t('common.free') : t.money(batch.charged)}</span>
        <BatchState batch={batch} />
      </span>
    </>
  )
}

/** Whether it is practice, and whether it is over. */
function BatchState({ batch }: { readonly batch: BatchRow }) {
  const t = useTranslate()
  if (batch.mode === 'practice') return <span className="batch-line__practice">{t('history.practice')}</span>
  if (batch.status === 'running') return <StatusBadge status="waiting" />
  return <span className="quiet">{t(`history.batch-${batch.status}`)}</span>
}
