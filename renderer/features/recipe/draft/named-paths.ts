import type { PathId, RecipeView, ReferenceView } from '../../../../shared/ipc/rows.ts'
import type { Draft } from './draft-changes.ts'

/** Every file and folder a draft names by an id of main, also those a later model may bring back. */
export function namedPaths(draft: Pick<Draft, 'recipe' | 'wishes' | 'loaded' | 'outputFolder'>): ReadonlySet<PathId> {
  const { recipe, wishes, loaded, outputFolder } = draft
  const references = [...recipe.references, ...wishes.references, ...(loaded?.recipe.references ?? [])]
  return new Set([...references, ...(outputFolder === null ? [] : [outputFolder])].map(({ id }) => id))
}

/** The draft with each of its references as `renew` gives it. */
export function mapReferences(draft: Draft, renew: (reference: ReferenceView) => ReferenceView): Draft {
  const renewed = (recipe: RecipeView): RecipeView => ({ ...recipe, references: recipe.references.map(renew) })
  const { recipe, wishes, loaded } = draft
  return {
    ...draft,
    recipe: renewed(recipe),
    wishes: { ...wishes, references: wishes.references.map(renew) },
    loaded: loaded && { ...loaded, recipe: renewed(loaded.recipe) },
  }
}
