import { nearest } from '../domain/nearest.ts'
import { AppError } from '../errors.ts'
import { catalogue } from './catalogue.ts'
import type { ModelDeclaration, ParameterDeclaration, ParameterValue, ParameterValues } from './model.ts'

const booleanWords: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'yes', 'on', '1'].map((word) => [word, true] as const),
  ...['false', 'no', 'off', '0'].map((word) => [word, false] as const),
])

/** Whether a value is one this parameter may have. */
export function isParameterValue(declaration: ParameterDeclaration, value: unknown): value is ParameterValue {
  switch (declaration.type) {
    case 'integer':
      return Number.isSafeInteger(value) && isWithin(declaration, value as number) // A safe integer is a number.
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && isWithin(declaration, value)
    case 'choice':
      return typeof value === 'string' && declaration.options.includes(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'colour':
      return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)
  }
}

/**
 * Checks values against a model's declaration. Throws an `invalid-request` that names the parameter, what it may be
 * and, for a parameter this model lacks, which models have it. Defaults are not filled in: what the user left out is
 * left out on the wire too.
 */
export function checkParameters(model: ModelDeclaration, values: Readonly<Record<string, unknown>>): ParameterValues {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, checkOne(model, key, value)]))
}

/** Reads a value typed as text (`--param key=value`) as the declared type; unreadable text is left for the check. */
export function readParameter(declaration: ParameterDeclaration, text: string): unknown {
  switch (declaration.type) {
    case 'integer':
    case 'number':
      return text.trim() === '' ? text : Number(text)
    case 'boolean':
      return booleanWords.get(text) ?? text
    case 'choice':
    case 'colour':
      return text
  }
}

export function findParameter(model: ModelDeclaration, key: string): ParameterDeclaration {
  const found = model.parameters.find((declaration) => declaration.key === key)
  if (found) return found
  throw new AppError('invalid-request', `${model.id} has no parameter “${key}”. ${whereElse(model, key)}`)
}

/** "an integer from 1 to 4", for help and for errors. */
export function describeParameter(declaration: ParameterDeclaration): string {
  switch (declaration.type) {
    case 'integer':
    case 'number':
      return `${declaration.type === 'integer' ? 'a whole number' : 'a number'}${describeRange(declaration)}`
    case 'choice':
      return `one of ${declaration.options.join(', ')}`
    case 'boolean':
      return 'true or false'
    case 'colour':
      return 'a colour as #rrggbb'
  }
}

function isWithin({ min, max }: { readonly min?: number; readonly max?: number }, value: number): boolean {
  return (min === undefined || value >= min) && (max === undefined || value <= max)
}

function checkOne(model: ModelDeclaration, key: string, value: unknown): ParameterValue {
  const declaration = findParameter(model, key)
  if (isParameterValue(declaration, value)) return value
  throw new AppError(
    'invalid-request',
    `“${key}” of ${model.id} must be ${describeParameter(declaration)}; “${String(value)}” is not.`,
  )
}

function describeRange({
  min,
  max,
  unit,
}: {
  readonly min?: number
  readonly max?: number
  readonly unit?: string
}): string {
  const suffix = unit === undefined ? '' : ` ${unit}`
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${suffix}`
  if (min !== undefined) return `, ${min} or more${suffix}`
  return max === undefined ? suffix : `, at most ${max}${suffix}`
}

function whereElse(model: ModelDeclaration, key: string): string {
  const owners = catalogue.filter((other) => other.parameters.some((declaration) => declaration.key === key))
  if (owners.length > 0) return `It belongs to ${owners.map((owner) => owner.id).join(', ')}.`
  const guess = nearest(
    key,
    model.parameters.map((declaration) => declaration.key),
  )
  return guess === null ? `It takes ${listKeys(model)}.` : `Did you mean “${guess}”?`
}

function listKeys(model: ModelDeclaration): string {
  return model.parameters.map((declaration) => declaration.key).join(', ') || 'none'
}
