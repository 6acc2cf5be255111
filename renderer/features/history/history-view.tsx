import { useEffect, useRef } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { CompareView } from '../compare/compare-view.tsx'
import { LoupeView } from '../compare/loupe-view.tsx'
import { useElementSize } from '../gallery/grid/use-element-size.ts'
import { useFocusOnReturn, useFocusPictures } from '../gallery/use-focus-pictures.ts'
import { BatchHistory } from './batches/batch-history.tsx'
import { HistoryBar } from './history-bar.tsx'
import { HistoryResults } from './history-results.tsx'
import { useHistoryWalk } from './rows/history-walk.ts'
import { useHistoryCommands } from './use-history-commands.ts'
import { useFilterPanel, type FilterPanelSwitch } from './filter/use-filter-panel.ts'
import { useHistoryFeed } from './rows/use-history-feed.ts'
import './history-view.css'

/** Everything that was ever done with this library, to be searched, looked through and gone on from. */
export function HistoryView() {
  const t = useTranslate()
  const shows = useFrom('place', ({ history }) => history.shows)
  const section = useRef<HTMLElement>(null)
  const { width } = useElementSize(section)
  const panel = useFilterPanel(width)
  useHistoryFeed()
  useHistoryCommands()
  const focusPictures = useFocusPictures(section)
  return (
    <section ref={section} className="history" aria-label={t('history.title')}>
      <HistoryBar panel={panel} onLeaveSearch={focusPictures} />
      {shows === 'batches' ? <BatchHistory /> : <Results panel={panel} onBack={focusPictures} />}
    </section>
  )
}

interface ResultsProps {
  readonly panel: FilterPanelSwitch
  readonly onBack: () => void
}

function Results({ panel, onBack }: ResultsProps) {
  const view = useFrom('place', (state) => state.view)
  useFocusOnReturn(view, onBack)
  return view === 'grid' ? <HistoryResults panel={panel} /> : <CloseUp view={view} />
}

/** One result as large as the window, or a few beside each other. */
function CloseUp({ view }: { readonly view: 'loupe' | 'compare' }) {
  const { place } = useStores()
  const walk = useHistoryWalk()
  const close = (): void => place.setState({ view: 'grid' })
  // Nothing is left to be looked at, as when the last result was taken out of what is asked for.
  const isOver = useFrom('history', ({ shown }) => shown !== null && shown.answer.total === 0)
  useEffect(() => {
    if (isOver) place.setState({ view: 'grid' })
  }, [place, isOver])
  if (walk === null) return null
  return view === 'loupe' ? <LoupeView walk={walk} onClose={close} /> : <CompareView walk={walk} onClose={close} />
}
