import type { ItemStatus } from '../../../shared/domain/item.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { StatusFilter } from '../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { StatusDot } from '../../ui/status-badge.tsx'
import { tallyOf } from './progress.ts'

const dots = {
  running: 'waiting',
  done: 'done',
  failed: 'failed',
  unresolved: 'unresolved',
  skipped: 'skipped',
  cancelled: 'cancelled',
} as const satisfies Partial<Record<StatusFilter, ItemStatus>>

/** How many items stand how; pressing one shows only those. */
export function StatusChips({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const { place } = useStores()
  const filter = useFrom('place', (state) => state.filter)
  const { left, running, done, failed, unresolved, skipped, cancelled } = tallyOf(row)
  const counts = { running: running + left, done, failed, unresolved, skipped, cancelled }
  const kinds = (Object.keys(dots) as (keyof typeof dots)[]).filter((kind) => counts[kind] > 0) // Object.keys forgets the key type.
  const toggle = (chosen: StatusFilter): void => place.setState({ filter: filter === chosen ? 'all' : chosen })
  return (
    <div className="status-chips" role="group" aria-label={t('batch.filter')}>
      <button
        type="button"
        className="status-chips__chip"
        aria-pressed={filter === 'all'}
        onClick={() => toggle('all')}
      >
        {t('batch.chip.all', { count: row.total })}
      </button>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          className="status-chips__chip"
          aria-pressed={filter === kind}
          onClick={() => toggle(kind)}
        >
          <span aria-hidden="true">
            <StatusDot status={dots[kind]} />
          </span>
          {t(`batch.chip.${kind}`, { count: counts[kind] })}
        </button>
      ))}
    </div>
  )
}
