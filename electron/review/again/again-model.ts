import { catalogue } from '../../../shared/models/catalogue.ts'
import type { ModelDeclaration } from '../../../shared/models/model.ts'
import { modelOf } from '../../batches/model-of.ts'
import type { Batch } from '../../history/batches.ts'

/** As the catalogue has it today; a model that left it as it was then. */
export function modelToRedo(batch: Batch): ModelDeclaration {
  return current(batch) ?? modelOf(batch)
}

/** As it was then, because that decides the request; its price is today's, because that is what will be charged. */
export function modelToRerun(batch: Batch): ModelDeclaration {
  const declared = modelOf(batch)
  return { ...declared, price: current(batch)?.price ?? declared.price }
}

function current({ model }: Batch): ModelDeclaration | undefined {
  return catalogue.find(({ id }) => id === model)
}
