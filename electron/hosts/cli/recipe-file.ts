import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { recipeSchema, type Recipe } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'

const largestFileBytes = 4 * 1024 * 1024

/**
 * Reads a recipe. Pictures it names are meant from its own folder, so that a recipe can be handed on together with
 * them. `model` takes the place of the file's own.
 */
export async function readRecipeFile(path: string, model: string | null): Promise<Recipe> {
  const content = parse(path, await readText(path))
  const parsed = recipeSchema.safeParse(model === null ? content : { ...content, model })
  if (!parsed.success) throw refusal(`The recipe ${path}`, parsed.error)
  const { references, mask } = parsed.data
  const fromItsFolder = (file: string): string => resolve(dirname(path), file)
  return { ...parsed.data, references: references.map(fromItsFolder), mask: mask === null ? null : fromItsFolder(mask) }
}

/** The first thing that is wrong, with its place. */
export function refusal(what: string, { issues }: z.ZodError): AppError {
  const [issue] = issues
  const place = issue === undefined || issue.path.length === 0 ? '' : `“${issue.path.join('.')}”: `
  return new AppError('invalid-request', `${what} cannot be used: ${place}${issue?.message ?? 'it is not understood'}.`)
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw new AppError('file-missing', `The recipe ${path} cannot be read.`, { cause: thrown })
  })
  if (bytes.length > largestFileBytes) throw new AppError('invalid-request', `The recipe ${path} is larger than 4 MB.`)
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

function parse(path: string, text: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : 'unreadable'
    throw new AppError('invalid-request', `The recipe ${path} is not valid JSON: ${reason}.`, { cause: thrown })
  }
  throw new AppError('invalid-request', `The recipe ${path} is not an object with a model, a prompt and parameters.`)
}
