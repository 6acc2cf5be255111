import { ArrowDownWideNarrow, ArrowUpNarrowWide, Layers, ListFilter } from 'lucide-react'
import { largestCell, smallestCell } from '../../app/layout/place-store.ts'
import { historySorts } from '../../../shared/ipc/history-query.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ViewSwitch } from '../gallery/grid/view-switch.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Slider } from '../../ui/slider.tsx'
import { HistoryReportButton } from '../report/history-report-button.tsx'
import { SearchField } from './filter/search-field.tsx'
import type { FilterPanelSwitch } from './filter/use-filter-panel.ts'
import { useQuery } from './filter/use-query.ts'
import './history-bar.css'

interface HistoryBarProps {
  readonly panel: FilterPanelSwitch
  /** Puts the keyboard into the pictures. */
  readonly onLeaveSearch: () => void
}

/** What of the history is shown, and in which order. */
export function HistoryBar({ panel, onLeaveSearch }: HistoryBarProps) {
  const t = useTranslate()
  const { place } = useStores()
  const shows = useFrom('place', ({ history }) => history.shows)
  const isGrid = useFrom('place', ({ view }) => view === 'grid')
  return (
    <div className="history-bar" role="group" aria-label={t('history.toolbar')}>
      {shows === 'results' && isGrid && (
        <IconButton
          icon={<ListFilter />}
          label={t('history.filters')}
          isPressed={panel.isShown}
          onClick={panel.toggle}
        />
      )}
      <Segmented
        label={t('history.shows')}
        isLabelHidden
        value={shows}
        options={[
          { value: 'results', label: t('history.shows-results') },
          { value: 'batches', label: t('history.shows-batches') },
        ]}
        onChange={(shows) => place.setState(({ history }) => ({ history: { ...history, shows } }))}
      />
      {shows === 'results' && <ViewSwitch />}
      <SearchField onLeave={onLeaveSearch} />
      {shows === 'results' && <Order />}
      {shows === 'results' && <HistoryReportButton />}
    </div>
  )
}

function Order() {
  const t = useTranslate()
  const { place } = useStores()
  const { query, change } = useQuery()
  const cellSize = useFrom('place', (state) => state.cellSize)
  const isGrid = useFrom('place', ({ view }) => view === 'grid')
  return (
    <div className="history-bar__order">
      <SelectField
        label={t('history.sort')}
        isLabelHidden
        value={query.sort}
        options={historySorts.map((value) => ({ value, label: t(`history.sort-${value}`) }))}
        // Names are read from the front, everything else from its largest.
        onChange={(sort) => change({ sort, descending: sort !== 'name' })}
      />
      <IconButton
        icon={query.descending ? <ArrowDownWideNarrow /> : <ArrowUpNarrowWide />}
        label={t(query.descending ? 'history.descending' : 'history.ascending')}
        onClick={() => change({ descending: !query.descending })}
      />
      <IconButton
        icon={<Layers />}
        label={t('history.stacked')}
        isPressed={query.stacked}
        onClick={() => change({ stacked: !query.stacked })}
      />
      <span className="history-bar__zoom" data-idle={isGrid ? undefined : ''}>
        <Slider
          label={t('gallery.cell-size')}
          isLabelHidden
          value={cellSize}
          min={smallestCell}
          max={largestCell}
          step={8}
          onChange={(cellSize) => place.setState({ cellSize })}
        />
      </span>
    </div>
  )
}
