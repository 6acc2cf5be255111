import { useShallow } from 'zustand/react/shallow'
import { sortOrders, statusFilters } from '../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useSearchCommand } from '../../app/commands/use-search-command.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { AddMenu } from './intake/add-menu.tsx'
import { selectedShown, type Shown } from './entries/shown.ts'
import { CellSize } from './grid/cell-size.tsx'
import { ViewSwitch } from './grid/view-switch.tsx'
import './toolbar.css'

interface ToolbarProps {
  readonly shown: Shown
  /** Puts the keyboard into the pictures. */
  readonly onLeaveSearch: () => void
}

export function Toolbar({ shown, onLeaveSearch }: ToolbarProps) {
  const t = useTranslate()
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  return (
    <div className="gallery-toolbar" role="group" aria-label={t('gallery.toolbar')}>
      <ViewSwitch />
      <Count shown={shown} />
      <span className="gallery-toolbar__space" />
      {shown.total > 0 && <Finding shown={shown} onLeaveSearch={onLeaveSearch} />}
      {isTable && <AddMenu />}
    </div>
  )
}

/** Of no use where there is nothing to find. */
function Finding({ shown, onLeaveSearch }: ToolbarProps) {
  const t = useTranslate()
  const { place } = useStores()
  const { filter, sort, search } = useFrom(
    'place',
    useShallow(({ filter, sort, search }) => ({ filter, sort, search })),
  )
  const searchField = useSearchCommand()
  return (
    <div className="gallery-toolbar__finding">
      <SelectField
        label={t('gallery.filter')}
        isLabelHidden
        value={filter}
        options={statusFilters
          .filter((value) => value === 'all' || value === filter || shown.counts[value] > 0)
          .map((value) => ({ value, label: t(`gallery.filter-${value}`, { count: shown.counts[value] }) }))}
        onChange={(filter) => place.setState({ filter })}
      />
      <SelectField
        label={t('gallery.sort')}
        isLabelHidden
        value={sort}
        options={sortOrders.map((value) => ({ value, label: t(`gallery.sort-${value}`) }))}
        onChange={(sort) => place.setState({ sort })}
      />
      <SearchField
        ref={searchField}
        className="gallery-toolbar__search"
        label={t('gallery.search')}
        value={search}
        onChange={(search) => place.setState({ search })}
        onEscape={() => {
          place.setState({ search: '' })
          onLeaveSearch()
        }}
        onGoOn={onLeaveSearch}
      />
      <CellSize />
    </div>
  )
}

function Count({ shown }: { readonly shown: Shown }) {
  const t = useTranslate()
  const stores = useStores()
  const selected = useFrom('selection', () => selectedShown(stores))
  const count = shown.entries.length
  const all =
    count === shown.total ? t('common.pictures', { count }) : t('gallery.count-of', { count, total: shown.total })
  // Where there is nothing, the middle of the window says so.
  const text = shown.total === 0 ? '' : selected === 0 ? all : `${all} · ${t('gallery.selected', { count: selected })}`
  return (
    <span className="gallery-toolbar__count" role="status" title={text}>
      {text}
    </span>
  )
}
