import { useShallow } from 'zustand/react/shallow'
import type { ItemRow } from '../../../shared/ipc/rows.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ItemDetails } from './item-details.tsx'
import { ItemSummary } from './item-summary.tsx'
import { useBatchRow } from './use-shown-batch.ts'
import './item-inspector.css'

/** What is known of the items that are selected in a batch, and what can be done with them. */
export function ItemInspector() {
  const t = useTranslate()
  const row = useBatchRow()
  const items = useInspectedItems()
  const [first] = items
  return (
    <section className="item-inspector" aria-label={t('batch.inspector')}>
      {row === null || first === undefined ? (
        <p className="item-inspector__empty quiet">{t('batch.inspector-empty')}</p>
      ) : items.length === 1 ? (
        <ItemDetails key={first.id} row={row} item={first} />
      ) : (
        <ItemSummary row={row} items={items} />
      )}
    </section>
  )
}

/** What is selected; without a selection the item the keyboard is on. */
function useInspectedItems(): readonly ItemRow[] {
  const selected = useFrom('selection', (state) => state.selected)
  const current = useFrom('selection', (state) => state.current)
  return useFrom(
    'items',
    useShallow(({ rows }) => rows.filter(({ id }) => (selected.size > 0 ? selected.has(id) : id === current))),
  )
}
