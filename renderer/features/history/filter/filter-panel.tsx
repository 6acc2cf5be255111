import { useTranslate } from '../../../messages/use-translate.ts'
import { Collections } from '../kept/collections.tsx'
import { Facets } from './facets.tsx'
import { HistoryFolders } from './history-folders.tsx'
import { HistorySection } from './history-section.tsx'
import { SavedSearches } from '../kept/saved-searches.tsx'
import type { FilterPanelSwitch } from './use-filter-panel.ts'
import './filter-panel.css'

/** Where in the history to look, and for what. */
export function FilterPanel({ panel: { isOver, toggle } }: { readonly panel: FilterPanelSwitch }) {
  const t = useTranslate()
  return (
    // A region takes keys where it lies over something: Escape, as any popup does.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="filter-panel"
      role="region"
      aria-label={t('history.filters')}
      data-over={isOver ? '' : undefined}
      onKeyDown={(event) => {
        if (!isOver || event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        toggle()
      }}
    >
      <SavedSearches />
      <Collections />
      <HistorySection name="folders" title={t('history.folders')}>
        <HistoryFolders />
      </HistorySection>
      <Facets />
    </div>
  )
}
