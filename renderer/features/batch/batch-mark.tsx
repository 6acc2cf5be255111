import type { ItemStatus } from '../../../shared/domain/item.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { StatusDot } from '../../ui/status-badge.tsx'
import type { BatchMark as Mark } from './progress.ts'

const shapes = {
  running: 'waiting',
  waiting: 'queued',
  paused: 'parked',
  unresolved: 'unresolved',
  failed: 'failed',
  done: 'done',
  cancelled: 'cancelled',
} as const satisfies Record<Mark, ItemStatus>

/** How a batch stands, as the shape its items would have. */
export function BatchMark({ mark }: { readonly mark: Mark }) {
  const t = useTranslate()
  return (
    <span role="img" aria-label={t(`batch.mark.${mark}`)} className="batch-mark">
      <span aria-hidden="true">
        <StatusDot status={shapes[mark]} />
      </span>
    </span>
  )
}
