import { useCallback } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { takeRecipe } from '../recipe/draft/draft-changes.ts'
import { useChangeUndoably } from '../recipe/draft/use-change-undoably.ts'

/** Takes the recipe of a batch into the draft, selects its pictures on the table and goes there. */
export function useReuseRecipe(): (batchId: string) => Promise<void> {
  const { request, place, items, selection } = useStores()
  const { showFailure } = useToasts()
  const t = useTranslate()
  const change = useChangeUndoably()
  return useCallback(
    async (batchId) => {
      try {
        const { recipe } = await request('batches:read', { id: batchId })
        change(t('recipe.undo.load'), (draft) => takeRecipe(draft, recipe, null))
        const shown = items.getState()
        const sources =
          shown.batchId === batchId ? shown.rows.flatMap(({ sourceId }) => (sourceId === null ? [] : [sourceId])) : []
        place.setState({ place: { kind: 'table', folder: null }, view: 'grid', filter: 'all', search: '' })
        // The gallery clears the selection when the place changes.
        setTimeout(() => selection.setState({ selected: new Set(sources.map(String)), anchor: null, current: null }))
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        showFailure(thrown.failure)
      }
    },
    [request, place, items, selection, showFailure, t, change],
  )
}
