import { AppError } from '../errors.ts'
import { nearest } from './nearest.ts'

/** What a prompt may hold between braces, with the help shown for it. Columns of a CSV come as `{csv.column}`. */
export const promptVariables = {
  name: 'name of the source, without extension',
  folder: 'name of the folder the source lies in',
  index: 'position in the batch, from 1',
  width: 'width of the source in pixels',
  height: 'height of the source in pixels',
  date: 'day the picture was taken, where the camera wrote it',
} as const satisfies Record<string, string>

export type PromptVariable = keyof typeof promptVariables
export type PromptValues = Readonly<Record<PromptVariable, string>>

type Part = { readonly literal: string } | { readonly variable: PromptVariable } | { readonly column: string }

export type PromptTemplate = readonly Part[]

const variableNames = Object.keys(promptVariables) as PromptVariable[] // Object.keys forgets the key type.
const columnPrefix = 'csv.'

/**
 * Reads a prompt such as `make the {csv.colour} parts red`. `{{` and `}}` stand for braces. Throws `invalid-request`
 * for a variable or column that does not exist, so that a typing mistake is never sent as text.
 */
export function parsePromptTemplate(text: string, columns: readonly string[]): PromptTemplate {
  const pieces = text.match(/\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g) ?? []
  return pieces.map((piece) => {
    if (piece === '{{' || piece === '}}') return { literal: piece.slice(1) }
    if (!piece.startsWith('{') || piece === '{') return { literal: piece }
    return parseVariable(piece.slice(1, -1).trim(), columns)
  })
}

/** The prompt of one picture. A column without a value in this row gives an empty text. */
export function renderPrompt(
  template: PromptTemplate,
  values: PromptValues,
  row: Readonly<Record<string, string>>,
): string {
  return template
    .map((part) => {
      if ('literal' in part) return part.literal
      return 'variable' in part ? values[part.variable] : (row[part.column] ?? '')
    })
    .join('')
}

function parseVariable(word: string, columns: readonly string[]): Part {
  if (word.startsWith(columnPrefix)) {
    const wanted = word.slice(columnPrefix.length).toLowerCase()
    const column = columns.find((name) => name.toLowerCase() === wanted)
    if (column !== undefined) return { column }
  }
  const variable = variableNames.find((name) => name === word)
  if (variable !== undefined) return { variable }
  throw unknownVariable(word, columns)
}

function unknownVariable(word: string, columns: readonly string[]): AppError {
  const known = [...variableNames, ...columns.map((column) => `${columnPrefix}${column}`)]
  const meant = nearest(word, known)
  const hint = meant === null ? `There are ${known.map((name) => `{${name}}`).join(', ')}.` : `Did you mean {${meant}}?`
  return new AppError('invalid-request', `A prompt has no {${word}}. ${hint} Write {{ and }} for plain braces.`)
}
