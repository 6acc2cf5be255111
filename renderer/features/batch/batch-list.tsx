import { useEffect, useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { showBatch } from '../../app/layout/place-store.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { groupByDay } from './batch-days.ts'
import { BatchMark } from './batch-mark.tsx'
import { loadOlderBatches } from './batch-store.ts'
import { modelName, settledText } from './batch-text.ts'
import { isUnfinished, markOf, tallyOf } from './progress.ts'
import { SegmentedProgress } from './segmented-progress.tsx'
import './batch-list.css'

/** Batches of this library, newest first, by day. */
export function BatchList() {
  const t = useTranslate()
  const { place } = useStores()
  const batches = useFrom('batches', (state) => state.batches)
  const isLoaded = useFrom('batches', (state) => state.isLoaded)
  const now = useNow()
  const latest = batches[0]
  if (isLoaded && latest === undefined) return <p className="batch-list__empty quiet">{t('batch.list-empty')}</p>
  return (
    <nav className="batch-list" aria-label={t('batch.list')}>
      {groupByDay(batches, now).map(({ day, batches }) => (
        <section key={day} aria-label={t(`batch.day.${day}`)}>
          <p className="batch-list__day">{t(`batch.day.${day}`)}</p>
          <ul>
            {batches.map((row) => (
              <Entry key={row.id} row={row} onShow={() => showBatch(place, row.id)} />
            ))}
          </ul>
        </section>
      ))}
      <Older />
    </nav>
  )
}

/** The time to the minute, so that “today” becomes “yesterday” at midnight. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

function Entry({ row, onShow }: { readonly row: BatchRow; readonly onShow: () => void }) {
  const t = useTranslate()
  const isHere = useFrom('place', ({ place }) => place.kind === 'batch' && place.batchId === row.id)
  const tally = tallyOf(row)
  const mark = markOf(row)
  return (
    <li>
      <button type="button" className="batch-list__entry" aria-current={isHere ? 'page' : undefined} onClick={onShow}>
        <BatchMark mark={mark} />
        <span className="batch-list__name">
          <span className="one-line">{t('batch.name', { number: row.number, model: modelName(row.model) })}</span>
          {row.mode === 'practice' && <span className="batch-list__practice">{t('batch.practice')}</span>}
        </span>
        <span className="batch-list__count">{isUnfinished(row) ? settledText(tally, t) : t.number(tally.total)}</span>
        {mark === 'running' && (
          <span className="batch-list__progress" aria-hidden="true">
            <SegmentedProgress tally={tally} label="" />
          </span>
        )}
      </button>
    </li>
  )
}

function Older() {
  const t = useTranslate()
  const { batches, request } = useStores()
  const { showFailure } = useToasts()
  const rest = useFrom('batches', ({ batches, total }) => total - batches.length)
  const [isLoading, setIsLoading] = useState(false)
  if (rest <= 0) return null
  const load = async (): Promise<void> => {
    setIsLoading(true)
    try {
      await loadOlderBatches(batches, request)
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      showFailure(thrown.failure)
    }
    setIsLoading(false)
  }
  return (
    <Button variant="quiet" disabled={isLoading} onClick={() => void load()}>
      {t('batch.older', { count: rest })}
    </Button>
  )
}
