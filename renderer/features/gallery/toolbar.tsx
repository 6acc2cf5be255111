import { Search } from 'lucide-react'
import { useRef } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { largestCell, smallestCell, sortOrders, statusFilters } from '../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { Slider } from '../../ui/slider.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddMenu } from './intake/add-menu.tsx'
import { selectedShown, type Shown } from './entries/shown.ts'
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
  const { filter, sort, cellSize } = useFrom(
    'place',
    useShallow(({ filter, sort, cellSize }) => ({ filter, sort, cellSize })),
  )
  const isGrid = useFrom('place', ({ view }) => view === 'grid')
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
      <SearchField onLeave={onLeaveSearch} />
      <span className="gallery-toolbar__zoom" data-idle={isGrid ? undefined : ''}>
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

function SearchField({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTranslate()
  const { place } = useStores()
  const search = useFrom('place', (state) => state.search)
  const field = useRef<HTMLInputElement>(null)
  useCommand('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  return (
    <span className="gallery-toolbar__search" role="search">
      <Search className="gallery-toolbar__search-icon" size={14} aria-hidden="true" />
      <TextField
        ref={field}
        type="search"
        label={t('gallery.search')}
        isLabelHidden
        placeholder={t('gallery.search')}
        value={search}
        onChange={(search) => place.setState({ search })}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape') place.setState({ search: '' })
          onLeave()
        }}
      />
    </span>
  )
}
