import { useMemo } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { addReference, modelOf } from '../recipe/draft/draft-changes.ts'
import { changeDraft } from '../recipe/draft/draft-store.ts'
import { usePickedSources } from '../recipe/use-picked-sources.ts'
import { useAsking } from '../../app/use-asking.ts'

interface References {
  /** What the recipe's model takes at all. */
  readonly max: number
  /** Selected pictures there is room for. */
  readonly ids: readonly number[]
  /** Makes them references of the recipe; says why where that fails. */
  add(): Promise<void>
}

export function useReferences(): References {
  const { draft } = useStores()
  const ask = useAsking()
  const max = useFrom('draft', ({ recipe }) => modelOf(recipe).pictures.maxReferences)
  const used = useFrom('draft', ({ recipe }) => recipe.references.length)
  const picked = usePickedSources()
  return useMemo(() => {
    const ids = picked.slice(0, Math.max(0, max - used))
    return {
      max,
      ids,
      add: async () => {
        for (const sourceId of ids) {
          const reference = await ask((request) => request('references:add', { sourceId }))
          if (reference === null) return
          changeDraft(draft, (before) => addReference(before, reference))
        }
      },
    }
  }, [draft, ask, max, used, picked])
}
