import { Ellipsis, Import, Plus, Search } from 'lucide-react'
import { useRef, useState } from 'react'
import type { SavedSearch } from '../../../../shared/ipc/history-rows.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { NameDialog } from '../../../ui/name-dialog.tsx'
import { HistorySection } from '../filter/history-section.tsx'
import { PlaceRow } from './place-row.tsx'
import { isSameQuery } from '../filter/same-query.ts'
import { useQuery } from '../filter/use-query.ts'
import { useSavedSearches } from './use-saved-searches.ts'
import { useSuggestedName } from '../filter/use-suggested-name.ts'

const none: readonly SavedSearch[] = []

/** Searches that were given a name, and the ways to keep the present one. */
export function SavedSearches() {
  const t = useTranslate()
  const { place } = useStores()
  const { query } = useQuery()
  const actions = useSavedSearches()
  const suggestion = useSuggestedName()
  const searches = useFrom('history', ({ lists }) => lists?.searches ?? none)
  const [naming, setNaming] = useState<SavedSearch | 'new' | null>(null)
  const file = useRef<HTMLInputElement>(null)

  return (
    <HistorySection
      name="searches"
      title={t('history.searches')}
      aside={
        <span className="history-section__aside">
          <IconButton icon={<Plus />} label={t('history.save-search')} onClick={() => setNaming('new')} />
          <Menu
            trigger={<IconButton icon={<Ellipsis />} label={t('history.more-searches')} />}
            items={[{ label: t('history.import-search'), icon: <Import />, onSelect: () => file.current?.click() }]}
          />
        </span>
      }
    >
      {searches.length === 0 && <p className="facets__none">{t('history.no-searches')}</p>}
      <ul>
        {searches.map((search) => (
          <PlaceRow
            key={search.id}
            name={search.name}
            icon={<Search size={13} />}
            isChosen={isSameQuery(search.query, query)}
            onChoose={() => place.setState({ history: { query: search.query, shows: 'results' } })}
            items={[
              { label: t('history.rename'), onSelect: () => setNaming(search) },
              { label: t('history.update-search'), onSelect: () => void actions.update(search, query) },
              { label: t('history.export-search'), onSelect: () => void actions.exportOne(search.id) },
              'separator',
              { label: t('common.remove'), danger: true, onSelect: () => void actions.remove(search) },
            ]}
          />
        ))}
      </ul>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('history.import-search')}
        onChange={(event) => void actions.importFile(event.currentTarget)}
      />
      {naming !== null && (
        <NameDialog
          title={t(naming === 'new' ? 'history.save-search' : 'history.rename-search')}
          suggestion={naming === 'new' ? suggestion : naming.name}
          onClose={() => setNaming(null)}
          onNamed={(name) => void (naming === 'new' ? actions.save(name, query) : actions.rename(naming, name))}
        />
      )}
    </HistorySection>
  )
}
