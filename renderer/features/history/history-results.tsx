import { useFrom, useStores } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useReviewCommands } from '../review/use-review-commands.ts'
import { askHistory } from './rows/ask-history.ts'
import { FilterPanel } from './filter/filter-panel.tsx'
import { FoundBar } from './filter/found-bar.tsx'
import { HistoryGrid } from './grid/history-grid.tsx'
import { HistoryMenu } from './history-menu.tsx'
import { totalOf } from './rows/history-store.ts'
import { NothingFound } from './filter/nothing-found.tsx'
import { Timeline } from './timeline/timeline.tsx'
import { hasAnything, type FilterPanelSwitch } from './filter/use-filter-panel.ts'
import { useOpenRow } from './use-open-row.ts'
import { useResultsTargets } from './use-results-targets.ts'
import { useSlow } from '../../app/use-slow.ts'

/** The results of a query, with what it asks for beside them. */
export function HistoryResults({ panel }: { readonly panel: FilterPanelSwitch }) {
  const isAny = useFrom('history', hasAnything)
  return (
    <div className="history__results">
      {panel.isShown && panel.isOver && (
        // The keyboard closes it by Escape, or by the button that opened it.
        <div className="filter-panel__shade" role="presentation" onClick={panel.toggle} />
      )}
      {panel.isShown && <FilterPanel panel={panel} />}
      <div className="history__found">
        {isAny && <FoundBar />}
        <FailedNote />
        <div className="history__pictures">
          <Pictures />
          <Timeline />
        </div>
      </div>
    </div>
  )
}

function Pictures() {
  const t = useTranslate()
  const isShown = useFrom('history', ({ shown }) => shown !== null)
  const total = useFrom('history', totalOf)
  const failure = useFrom('history', (state) => state.failure)
  const open = useOpenRow()
  const isSlow = useSlow(!isShown)
  if (!isShown) {
    if (failure !== null) return null
    return <p className="history__note">{isSlow && <Spinner label={t('history.reading')} />}</p>
  }
  if (total === 0) return <NothingFound />
  return (
    <HistoryMenu>
      <GridReview />
      <HistoryGrid onOpen={open} />
    </HistoryMenu>
  )
}

/** Beside the grid, which a change of the selection need not draw anew. */
function GridReview() {
  useReviewCommands(useResultsTargets())
  return null
}

/** Why what is shown is not what was asked for. */
function FailedNote() {
  const t = useTranslate()
  const stores = useStores()
  const failure = useFrom('history', (state) => state.failure)
  const isEmpty = useFrom('history', ({ shown }) => shown === null)
  if (failure === null) return null
  const again = (
    <Button onClick={() => void askHistory(stores, stores.place.getState().history.query)}>{t('history.again')}</Button>
  )
  if (isEmpty) return <EmptyState title={failureLine(failure, t)} body={t(`next.${failure.code}`)} actions={again} />
  return (
    <div className="history__failure" role="alert">
      <span className="history__failure-text">
        <FailureSentence failure={failure} /> {t(`next.${failure.code}`)}
      </span>
      {again}
    </div>
  )
}
