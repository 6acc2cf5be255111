import { parseUsd } from '../../../shared/domain/money.ts'
import { parseNameTemplate } from '../../../shared/domain/output-name.ts'
import { parsePromptTemplate } from '../../../shared/domain/prompt-template.ts'
import { AppError } from '../../../shared/errors.ts'
import type { RecipeView } from '../../../shared/ipc/rows.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'

/** Why a recipe cannot be quoted yet. `sentence` says more where the checks themselves have words for it. */
export interface Hindrance {
  readonly reason: 'no-pictures' | 'prompt-missing' | 'prompt-variable' | 'prompt-too-long' | 'name-template' | 'cap'
  readonly sentence: string | null
}

export interface ToCheck {
  readonly recipe: RecipeView
  readonly model: ModelDeclaration
  readonly cap: string | null
  readonly pictures: number
}

/** The first thing that keeps a recipe from being quoted, in the order a person would put it right. */
export function findHindrance({ recipe, model, cap, pictures }: ToCheck): Hindrance | null {
  if (pictures === 0) return { reason: 'no-pictures', sentence: null }
  // A model that needs no prompt is not sent one.
  const prompt = model.prompt.isRequired ? recipe.prompt : ''
  if (model.prompt.isRequired && prompt.trim() === '') return { reason: 'prompt-missing', sentence: null }
  const variable = refusalOf(() => parsePromptTemplate(prompt, []))
  if (variable !== null) return { reason: 'prompt-variable', sentence: variable }
  if (isTooLong(model, prompt)) return { reason: 'prompt-too-long', sentence: null }
  const name = nameTemplateError(recipe.output.name)
  if (name !== null) return { reason: 'name-template', sentence: name }
  return cap !== null && parseUsd(cap) === null ? { reason: 'cap', sentence: null } : null
}

/** What is wrong with a name template, null where nothing is. */
export function nameTemplateError(template: string): string | null {
  return refusalOf(() => parseNameTemplate(template))
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

function refusalOf(check: () => unknown): string | null {
  try {
    check()
    return null
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.message
    throw thrown
  }
}
