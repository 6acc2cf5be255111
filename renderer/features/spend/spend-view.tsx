import { useState } from 'react'
import type { Mode } from '../../../shared/domain/item.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { FailureNote } from '../batch/failure-note.tsx'
import { useSlow } from '../../app/use-slow.ts'
import { daysOf, monthText, type Period } from './period.ts'
import { ReconcileSection } from './reconcile-section.tsx'
import { SpendBar } from './spend-bar.tsx'
import { SpendChart } from './spend-chart.tsx'
import { SpendSums } from './spend-sums.tsx'
import { SpendTables } from './spend-tables.tsx'
import { Unanswered } from './unanswered.tsx'
import { useOverview } from './use-overview.ts'
import './spend-view.css'

/** What was spent, day by day, by model and by batch. Needs no network; only the comparison with the services does. */
export function SpendView() {
  const t = useTranslate()
  const windowMode = useFrom('settings', ({ settings }) => settings?.mode ?? 'paid')
  const [chosenMode, setMode] = useState<Mode | null>(null)
  const [period, setPeriod] = useState<Period>(() => ({ kind: 'month', month: monthText(new Date()) }))
  const mode = chosenMode ?? windowMode
  const { overview, failure } = useOverview(mode, daysOf(period))
  const isSlow = useSlow(overview === null && failure === null)
  return (
    <section className="spend" aria-label={t('spend.open')}>
      <SpendBar mode={mode} period={period} months={overview?.months ?? []} onMode={setMode} onPeriod={setPeriod} />
      <div className="spend__body" tabIndex={-1}>
        {failure !== null && <FailureNote failure={failure} />}
        {isSlow && <Spinner label={t('spend.reading')} />}
        {overview !== null && <Found overview={overview} />}
      </div>
    </section>
  )
}

function Found({ overview }: { readonly overview: SpendOverview }) {
  const t = useTranslate()
  const { mode, months, batchCount, unanswered } = overview
  if (months.length === 0 && unanswered.length === 0) {
    return <EmptyState title={t('spend.empty')} body={t('spend.empty-body')} />
  }
  return (
    <>
      {mode === 'practice' && <p className="spend__practice">{t('spend.practice-note')}</p>}
      <SpendSums overview={overview} />
      {unanswered.length > 0 && <Unanswered entries={unanswered} />}
      <SpendChart overview={overview} />
      {batchCount > 0 && <SpendTables overview={overview} />}
      <ReconcileSection mode={mode} from={overview.from} to={overview.to} />
    </>
  )
}
