import type { VerifyState } from '../../../shared/ipc/check-rows.ts'
import type { FileVerdict } from '../../../shared/domain/review.ts'
import { useTranslate } from '../../messages/use-translate.ts'

/** What people read first comes first; what is as it should be is last. */
const order: readonly FileVerdict[] = ['edited', 'missing', 'moved', 'unreadable', 'replaced', 'unchanged']

/** How many results were found to be what. */
export function VerdictCounts({ counts }: Pick<VerifyState, 'counts'>) {
  const t = useTranslate()
  const known = order.filter((verdict) => (counts[verdict] ?? 0) > 0)
  return (
    <dl className="verdict-counts">
      {known.map((verdict) => (
        <div key={verdict} className="verdict-counts__one" data-verdict={verdict}>
          <dd>{t('care.count', { count: counts[verdict] ?? 0 })}</dd>
          <dt>{t(`care.verdict-${verdict}`)}</dt>
        </div>
      ))}
    </dl>
  )
}
