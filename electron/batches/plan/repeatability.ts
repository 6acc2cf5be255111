import type { ModelDeclaration } from '../../../shared/models/model.ts'
import type { PlanRequest } from './plan-request.ts'

/** What can be expected of requests that were sent before; nothing is said where none is. */
export function repeatability({ isRepeatable }: ModelDeclaration, { found = [], recipe }: PlanRequest): string[] {
  if (!found.some(({ origin }) => origin !== undefined && origin.prompt !== null)) return []
  switch (isRepeatable) {
    case 'always':
      return ['The same request gives the same picture.']
    case 'with-seed':
      return recipe.parameters['seed'] === undefined
        ? ['Expect other pictures: no seed was given, so the service chooses a new one.']
        : ['The same pictures can be expected, because the seed is part of the request.']
    case 'never':
      return ['Expect other pictures: this model never gives the same one twice.']
  }
}
