import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'
import { parseRecipeText } from '../../recipes/recipe-text.ts'

const largestFileBytes = 4 * 1024 * 1024

/**
 * Reads a recipe. Pictures it names are meant from its own folder, so that a recipe can be handed on together with
 * them. `model` takes the place of the file's own.
 */
export async function readRecipeFile(path: string, model: string | null): Promise<Recipe> {
  const recipe = parseRecipeText(`The recipe ${path}`, await readText(path), model)
  const { references, mask } = recipe
  const fromItsFolder = (file: string): string => resolve(dirname(path), file)
  return { ...recipe, references: references.map(fromItsFolder), mask: mask === null ? null : fromItsFolder(mask) }
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw new AppError('file-missing', `The recipe ${path} cannot be read.`, { cause: thrown })
  })
  if (bytes.length > largestFileBytes) throw new AppError('invalid-request', `The recipe ${path} is larger than 4 MB.`)
  return bytes.toString('utf8')
}
