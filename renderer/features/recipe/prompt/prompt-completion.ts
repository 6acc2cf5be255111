import { promptVariables, type PromptVariable } from '../../../../shared/domain/prompt-template.ts'

/** A stretch of a prompt as it is typed. */
export interface PromptSegment {
  readonly text: string
  /** Where it begins in the prompt. */
  readonly start: number
  readonly kind: 'text' | 'variable' | 'unknown'
}

/** A variable that is being typed: from its brace to the caret. */
export interface OpenVariable {
  readonly start: number
  readonly typed: string
}

export const promptVariableNames = Object.keys(promptVariables) as PromptVariable[] // Object.keys forgets the key type.

/** Cuts a prompt where its variables are. The texts put together are the prompt again. */
export function segmentPrompt(prompt: string): readonly PromptSegment[] {
  const pieces = prompt.matchAll(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g)
  return [...pieces].map(({ 0: text, index }) => ({ text, start: index, kind: kindOf(text) }))
}

/** The variable the caret is in, null where it is not in one that could still become one. */
export function openVariable(prompt: string, caret: number): OpenVariable | null {
  const match = /\{([a-z.]*)$/i.exec(prompt.slice(0, caret))
  if (match === null) return null
  // An even number of braces in a row stands for braces as text.
  const braces = /\{+$/.exec(prompt.slice(0, match.index + 1))?.[0].length ?? 0
  return braces % 2 === 0 ? null : { start: match.index, typed: match[1] ?? '' }
}

/** Variables that fit what is typed: those that begin with it first. */
export function suggestVariables(typed: string): readonly PromptVariable[] {
  const wanted = typed.toLowerCase()
  const begins = promptVariableNames.filter((name) => name.startsWith(wanted))
  const holds = promptVariableNames.filter((name) => !begins.includes(name) && name.includes(wanted))
  return [...begins, ...holds]
}

/** The prompt with the variable put in, and where the caret goes. A closing brace that is there already is used. */
export function completeVariable(
  prompt: string,
  { start, end }: { readonly start: number; readonly end: number },
  name: PromptVariable,
): { readonly prompt: string; readonly caret: number } {
  const rest = prompt.slice(end).replace(/^[a-z.]*\}/i, '')
  const inserted = `{${name}}`
  return { prompt: `${prompt.slice(0, start)}${inserted}${rest}`, caret: start + inserted.length }
}

function kindOf(piece: string): PromptSegment['kind'] {
  if (!piece.startsWith('{') || piece === '{' || piece === '{{') return 'text'
  return promptVariableNames.some((name) => name === piece.slice(1, -1).trim()) ? 'variable' : 'unknown'
}
