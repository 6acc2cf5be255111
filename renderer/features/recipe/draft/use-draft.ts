import { useCallback } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import type { RecipeView } from '../../../../shared/ipc/rows.ts'
import type { ModelDeclaration } from '../../../../shared/models/model.ts'
import { modelOf, type Draft } from './draft-changes.ts'
import { changeDraft } from './draft-store.ts'

export function useRecipe(): RecipeView {
  return useFrom('draft', ({ recipe }) => recipe)
}

export function useModel(): ModelDeclaration {
  return useFrom('draft', ({ recipe }) => modelOf(recipe))
}

export function useChangeDraft(): (change: (draft: Draft) => Draft) => void {
  const { draft } = useStores()
  return useCallback((change) => changeDraft(draft, change), [draft])
}
