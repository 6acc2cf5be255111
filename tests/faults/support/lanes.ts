import type { Recipe } from '../../../shared/domain/recipe.ts'
import type { models } from './stored-batch.ts'

/** The ways by which a paid result comes. */
export interface Lane {
  readonly name: string
  readonly service: keyof typeof models
  readonly recipe: Partial<Recipe>
}

/** `inside` has the result in the one answer to the paid request: what is lost of it exists nowhere else. */
export const lanes = {
  runflow: { name: 'runflow', service: 'runflow', recipe: {} },
  aimlapi: { name: 'aimlapi', service: 'aimlapi', recipe: {} },
  inside: { name: 'aimlapi inside', service: 'aimlapi', recipe: { parameters: { convert_base64_to_url: false } } },
} as const satisfies Record<string, Lane>
