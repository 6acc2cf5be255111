import { useStores } from '../../app/stores.ts'
import { useUndo } from '../../app/use-undo.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { neighbourOf, nothingSelected } from './entries/selection.ts'
import type { Shown } from './entries/shown.ts'
import { forgetSources, loadSources } from './entries/source-store.ts'
import { useAsking } from '../../app/use-asking.ts'

/** Takes what is selected, or else the keyboard's entry, off the table; files stay, and it can be undone. */
export function useRemoving({ order }: Shown): () => Promise<void> {
  const { selection, sources, request } = useStores()
  const ask = useAsking()
  const undo = useUndo()
  const t = useTranslate()

  return async () => {
    const { selected, current } = selection.getState()
    const keys = selected.size > 0 ? selected : new Set([current].filter((key) => key !== null))
    const ids = [...keys].filter((key) => order.indexOf(key) !== -1).map(Number)
    if (ids.length === 0) return
    const first = order.keys.find((key) => keys.has(key)) ?? null
    const removed = await ask((request) => request('sources:remove', { selection: { ids } }))
    if (removed === null) return
    forgetSources(sources, new Set(ids))
    selection.setState({ ...nothingSelected, current: neighbourOf(order, keys) })
    undo.push({
      label: t('gallery.removed', { count: removed.removed }),
      undo: async () => {
        await request('sources:restore', { undo: removed.undo })
        await loadSources(sources, request)
        // What came back is what is meant next.
        selection.setState({ selected: new Set(keys), anchor: first, current: first })
      },
    })
  }
}
