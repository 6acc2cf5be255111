import { Library, Plus } from 'lucide-react'
import { useState } from 'react'
import { everything } from '../../../../shared/ipc/history-query.ts'
import type { CollectionRow } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { NameDialog } from '../../../ui/name-dialog.tsx'
import { HistorySection } from '../filter/history-section.tsx'
import { PlaceRow } from './place-row.tsx'
import { useCollections } from './use-collections.ts'
import { useQuery } from '../filter/use-query.ts'

const none: readonly CollectionRow[] = []

/** Results that were put together by hand, whatever batch they came of. */
export function Collections() {
  const t = useTranslate()
  const { query, change } = useQuery()
  const actions = useCollections()
  const collections = useFrom('history', ({ lists }) => lists?.collections ?? none)
  const [naming, setNaming] = useState<CollectionRow | 'new' | null>(null)
  const isChosen = (id: string): boolean => query.within.kind === 'collection' && query.within.id === id

  return (
    <HistorySection
      name="collections"
      title={t('history.collections')}
      aside={
        <span className="history-section__aside">
          <IconButton icon={<Plus />} label={t('history.new-collection')} onClick={() => setNaming('new')} />
        </span>
      }
    >
      {collections.length === 0 && <p className="facets__none">{t('history.no-collections')}</p>}
      <ul>
        {collections.map((collection) => (
          <PlaceRow
            key={collection.id}
            name={collection.name}
            icon={<Library size={13} />}
            count={collection.count}
            isChosen={isChosen(collection.id)}
            onChoose={() =>
              change({
                within: isChosen(collection.id) ? everything.within : { kind: 'collection', id: collection.id },
              })
            }
            items={[
              { label: t('history.rename'), onSelect: () => setNaming(collection) },
              'separator',
              { label: t('common.remove'), danger: true, onSelect: () => void actions.remove(collection) },
            ]}
          />
        ))}
      </ul>
      {naming !== null && (
        <NameDialog
          title={t(naming === 'new' ? 'history.new-collection' : 'history.rename-collection')}
          suggestion={naming === 'new' ? '' : naming.name}
          onClose={() => setNaming(null)}
          onNamed={(name) => void (naming === 'new' ? actions.create(name, []) : actions.rename(naming, name))}
        />
      )}
    </HistorySection>
  )
}
