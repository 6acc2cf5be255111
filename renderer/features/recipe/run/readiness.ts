import { parseUsd } from '../../../../shared/domain/money.ts'
import { parseNameTemplate } from '../../../../shared/domain/output-name.ts'
import { parsePromptTemplate } from '../../../../shared/domain/prompt-template.ts'
import { AppError, toFailure, type Failure } from '../../../../shared/errors.ts'
import type { RecipeView } from '../../../../shared/ipc/rows.ts'
import type { ModelDeclaration } from '../../../../shared/models/model.ts'

/** Why a recipe cannot be quoted yet. */
export type Hindrance =
  'no-pictures' | 'prompt-missing' | 'prompt-variable' | 'prompt-too-long' | 'name-template' | 'cap' | 'folder-lost'

export interface ToCheck {
  readonly recipe: RecipeView
  readonly model: ModelDeclaration
  readonly cap: string | null
  readonly pictures: number
  /** Whether the chosen folder could not be used when it was looked at last. */
  readonly isFolderLost: boolean
}

/** The first thing that keeps a recipe from being quoted, in the order a person would put it right. */
export function findHindrance({ recipe, model, cap, pictures, isFolderLost }: ToCheck): Hindrance | null {
  if (pictures === 0) return 'no-pictures'
  // A model that needs no prompt is not sent one.
  const prompt = model.prompt.isRequired ? recipe.prompt : ''
  if (model.prompt.isRequired && prompt.trim() === '') return 'prompt-missing'
  if (promptError(prompt) !== null) return 'prompt-variable'
  if (isTooLong(model, prompt)) return 'prompt-too-long'
  if (nameTemplateError(recipe.output.name) !== null) return 'name-template'
  if (cap !== null && parseUsd(cap) === null) return 'cap'
  return isFolderLost ? 'folder-lost' : null
}

/** What is wrong with a name template, null where nothing is. */
export function nameTemplateError(template: string): Failure | null {
  return refusalOf(() => parseNameTemplate(template))
}

/** What is wrong with the variables of a prompt, null where nothing is. */
function promptError(prompt: string): Failure | null {
  return refusalOf(() => parsePromptTemplate(prompt, []))
}

/** How long a prompt is against its model's limit; null where the model states none. */
export function promptRoom(model: ModelDeclaration, prompt: string): 'ok' | 'near' | 'long' | 'refused' | null {
  const { limit } = model.prompt
  if (limit === null) return null
  if (prompt.length > limit.length) return limit.isHard ? 'refused' : 'long'
  return prompt.length > limit.length * 0.9 ? 'near' : 'ok'
}

/** A template with variables may still become shorter or longer; then main decides for each picture. */
function isTooLong(model: ModelDeclaration, prompt: string): boolean {
  return promptRoom(model, prompt) === 'refused' && !prompt.includes('{')
}

function refusalOf(check: () => unknown): Failure | null {
  try {
    check()
    return null
  } catch (thrown) {
    if (thrown instanceof AppError) return toFailure(thrown)
    throw thrown
  }
}
