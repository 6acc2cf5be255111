import type { z } from 'zod'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import { AppError } from '../../shared/errors.ts'

/**
 * Reads a recipe from JSON; `what` names it in sentences. `model` takes the place of the text's own. Throws
 * `invalid-request` with the first thing that is wrong. Neither model nor parameters are looked up.
 */
export function parseRecipeText(what: string, text: string, model: string | null = null): Recipe {
  const content = parseObject(what, text.replace(/^\uFEFF/, ''))
  const parsed = recipeSchema.safeParse(model === null ? content : { ...content, model })
  if (!parsed.success) throw refusal(what, parsed.error)
  return parsed.data
}

/** What `parseRecipeText` reads back, in a form people can read and change. */
export function recipeText(recipe: Recipe): string {
  return `${JSON.stringify(recipe, null, 2)}\n`
}

/** The first thing that is wrong, with its place. */
export function refusal(what: string, { issues }: z.ZodError): AppError {
  const [issue] = issues
  const place = issue === undefined || issue.path.length === 0 ? '' : `“${issue.path.join('.')}”: `
  return new AppError('invalid-request', `${what} cannot be used: ${place}${issue?.message ?? 'it is not understood'}.`)
}

function parseObject(what: string, text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid-request', `${what} is not valid JSON: ${reason}.`, { cause: thrown })
  }
  throw new AppError('invalid-request', `${what} is not an object with a model, a prompt and parameters.`)
}
