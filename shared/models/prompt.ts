import { AppError } from '../errors.ts'
import type { ModelDeclaration } from './model.ts'

/**
 * Checks a prompt as it will be sent. Throws an `invalid-request` for an empty or too long one; returns a warning
 * where the limit is only known from a sibling service. Length counts UTF-16 code units (AIML API §2).
 */
export function checkPrompt(model: ModelDeclaration, prompt: string): string | null {
  if (prompt.trim() === '') {
    if (!model.prompt.isRequired) return null
    throw new AppError('invalid-request', `${model.id} needs a prompt that says what should change.`)
  }
  const { limit } = model.prompt
  if (limit === null || prompt.length <= limit.length) return null
  const sentence = `The prompt has ${prompt.length} characters; ${model.name} takes ${limit.length}.`
  if (limit.isHard) throw new AppError('invalid-request', sentence)
  return `${sentence} It may be refused.`
}
