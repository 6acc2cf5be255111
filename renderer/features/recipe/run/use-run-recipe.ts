import { useFrom, useStores } from '../../../app/stores.ts'
import { lostFolderOf } from '../draft/draft-store.ts'
import { askForQuote } from '../quote/quote-flow.ts'
import { findHindrance, type Hindrance } from './readiness.ts'
import { sumUp, type Sum } from './sum.ts'
import { useModel, useRecipe } from '../draft/use-draft.ts'
import { useMeant } from './use-meant.ts'

export interface RunRecipe {
  readonly sum: Sum
  readonly isSelected: boolean
  readonly hindrance: Hindrance | null
  readonly isBusy: boolean
  /** Asks for a quote over what is meant, or over a sample of it. */
  ask(sample: number | null): void
}

export const sampleSize = 3

export function useRunRecipe(): RunRecipe {
  const stores = useStores()
  const meant = useMeant()
  const recipe = useRecipe()
  const model = useModel()
  const cap = useFrom('draft', (state) => state.cap)
  const isBusy = useFrom('draft', ({ quote }) => quote.phase !== 'none')
  const isFolderLost = useFrom('draft', (state) => lostFolderOf(state) !== null)
  const hindrance = findHindrance({ recipe, model, cap, pictures: meant.count, isFolderLost })
  return {
    sum: sumUp(model, recipe.parameters, meant.count),
    isSelected: meant.isSelected,
    hindrance,
    isBusy,
    ask: (sample) => {
      if (meant.selection === null || hindrance !== null || stores.draft.getState().quote.phase !== 'none') return
      void askForQuote(stores, {
        selection: meant.selection,
        pictures: sample === null ? meant.count : Math.min(sample, meant.count),
        sample,
        again: false,
        startsWhenFree: sample !== null,
      })
    },
  }
}
