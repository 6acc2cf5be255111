import { isAbsolute } from 'node:path'
import type { Recipe } from '../../shared/domain/recipe.ts'
import { AppError } from '../../shared/errors.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import { checkParameters } from '../../shared/models/parameters.ts'
import { checkPictureInputs } from '../../shared/models/request.ts'
import { parseRecipeText } from './recipe-text.ts'

/**
 * Reads a recipe somebody handed over. It may name only pictures the user brought in himself: a file from elsewhere must
 * not choose what of this machine is shown or sent. Throws `invalid-request` with what is wrong and what to do.
 */
export function readImportedRecipe(text: string, isKnownPicture: (path: string) => boolean): Recipe {
  const recipe = parseRecipeText('The recipe', text)
  const model = findModel(recipe.model)
  checkParameters(model, recipe.parameters)
  checkPictureInputs(model, { references: recipe.references.length, hasMask: recipe.mask !== null })
  if (recipe.mask !== null) {
    throw new AppError(
      'invalid-request',
      'The recipe has a mask, which only the command line uses so far. Take “mask” out to import the rest.',
    )
  }
  const unknown = recipe.references.find((path) => !isAbsolute(path) || !isKnownPicture(path))
  if (unknown === undefined) return recipe
  throw new AppError(
    'invalid-request',
    `The recipe uses the picture ${unknown}. Add that picture to the light table first, then import the recipe again.`,
  )
}
