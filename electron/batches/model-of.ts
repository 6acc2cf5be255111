import { AppError } from '../../shared/errors.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import { providers, type ModelDeclaration } from '../../shared/models/model.ts'
import type { Batch } from '../history/batches.ts'

/**
 * The model of a batch as it was quoted, also where the catalogue has it no more or declares it anew; for batches from
 * before that was kept, as the catalogue has it now. Throws `invalid-request` where neither is known, or its service.
 */
export function modelOf({ declaration, model }: Pick<Batch, 'declaration' | 'model'>): ModelDeclaration {
  if (declaration === null) return findModel(model)
  if (Object.hasOwn(providers, declaration.provider)) return declaration
  throw new AppError('invalid-request', `The service of the model “${model}” is not known any more.`)
}
