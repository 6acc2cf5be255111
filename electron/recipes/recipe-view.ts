import { basename } from 'node:path'
import type { Recipe } from '../../shared/domain/recipe.ts'
import type { RecipeInput } from '../../shared/ipc/inputs.ts'
import type { RecipeView, ReferenceView } from '../../shared/ipc/rows.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import type { PictureIds } from '../pictures/picture-ids.ts'

interface Dependencies {
  readonly paths: PathIds
  readonly pictures: Pick<PictureIds, 'idOf'>
}

/** A recipe as the page sees it: pictures by id, and without the mask, which the page cannot show yet. */
export function toRecipeView({ mask: _mask, references, ...recipe }: Recipe, dependencies: Dependencies): RecipeView {
  return { ...recipe, references: references.map((path) => toReferenceView(path, dependencies)) }
}

/** A recipe of the page. Throws `invalid-request` for a picture this process did not give an id. */
export function fromRecipeInput(input: RecipeInput, { paths }: Pick<Dependencies, 'paths'>): Recipe {
  return { ...input, references: input.references.map((id) => paths.find(id)), mask: null }
}

export function toReferenceView(path: string, { paths, pictures }: Dependencies): ReferenceView {
  return { id: paths.idOf(path), name: basename(path), picture: pictures.idOf({ path }) }
}
