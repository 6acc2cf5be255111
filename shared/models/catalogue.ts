import { AppError } from '../errors.ts'
import { nearest } from '../domain/nearest.ts'
import { aimlapiReveEditImage } from './aimlapi-models.ts'
import { localAdjust } from './local-models.ts'
import type { ModelDeclaration } from './model.ts'
import { runflowFluxDevEdit, runflowGptImageEdit, runflowReveEdit } from './runflow-models.ts'

/** Every model there is. A new one with a wire dialect that is already spoken is one more row here. */
export const catalogue: readonly ModelDeclaration[] = [
  localAdjust,
  runflowReveEdit,
  runflowFluxDevEdit,
  runflowGptImageEdit,
  aimlapiReveEditImage,
]

/** The model with this id; otherwise an `invalid-request` that names the nearest one. */
export function findModel(id: string): ModelDeclaration {
  const found = catalogue.find((model) => model.id === id)
  if (found) return found
  const ids = catalogue.map((model) => model.id)
  throw new AppError(
    'invalid-request',
    `There is no model “${id}”. ${suggestion(id, ids)} “lightbench models” lists all of them.`,
  )
}

function suggestion(id: string, ids: readonly string[]): string {
  const guess = nearest(id, ids)
  return guess === null ? '' : `Did you mean “${guess}”?`
}
