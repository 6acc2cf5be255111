import { useCallback } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useUndo } from '../../../app/use-undo.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { takeRecipe } from '../draft/draft-changes.ts'
import { loadRecipes } from '../draft/draft-store.ts'
import { largestRecipe, recipeNameOf } from './recipe-file.ts'
import { changeForUndo } from '../draft/use-change-undoably.ts'

/** Keeps a recipe that was handed over as a file, and opens it; undo brings back the recipe that was open before. */
export function useImportRecipe(): (file: File) => Promise<void> {
  const { draft, request } = useStores()
  const toasts = useToasts()
  const undo = useUndo()
  const t = useTranslate()
  return useCallback(
    async (file) => {
      if (file.size > largestRecipe) {
        toasts.show({ title: t('recipe.import-too-large'), kind: 'error' })
        return
      }
      try {
        const row = await request('recipes:import', { name: recipeNameOf(file.name), text: await file.text() })
        const takeBack = changeForUndo(draft, (now) => takeRecipe(now, row.recipe, row))
        if (takeBack !== null) undo.push({ label: t('gallery.recipe-imported', { name: row.name }), undo: takeBack })
        await loadRecipes(draft, request)
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        toasts.showFailure(thrown.failure)
      }
    },
    [draft, request, toasts, undo, t],
  )
}
