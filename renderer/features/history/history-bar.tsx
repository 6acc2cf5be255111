import { ArrowDownWideNarrow, ArrowUpNarrowWide, Layers, ListFilter } from 'lucide-react'
import { historySorts } from '../../../shared/ipc/history-query.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { CellSize } from '../gallery/grid/cell-size.tsx'
import { ViewSwitch } from '../gallery/grid/view-switch.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { HistoryReportButton } from '../report/history-report-button.tsx'
import { HistorySearch } from './filter/history-search.tsx'
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
      <HistorySearch onLeave={onLeaveSearch} />
      {shows === 'results' && <Order />}
      {shows === 'results' && <HistoryReportButton />}
    </div>
  )
}

function Order() {
  const t = useTranslate()
  const { query, change } = useQuery()
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
      <CellSize />
    </div>
  )
}
