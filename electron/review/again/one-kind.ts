import { canonicalJson, type Json } from '../../../shared/domain/canonical-json.ts'
import type { ItemRelation } from '../../../shared/domain/review.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Batch } from '../../history/batches.ts'

interface Aspect {
  readonly name: string
  readonly of: (batch: Batch) => unknown
  /** As people read it; null where it is too long to be told. */
  readonly tell: ((batch: Batch) => string) | null
}

/** What one quote and one batch can have only one of. Prompts may differ: each picture has its own. */
const aspects: readonly Aspect[] = [
  { name: 'kind of money', of: ({ mode }) => mode, tell: ({ mode }) => mode },
  { name: 'model', of: ({ model }) => model, tell: ({ model }) => model },
  { name: 'parameters', of: ({ recipe }) => recipe.parameters, tell: null },
  { name: 'reference pictures', of: ({ recipe }) => recipe.references, tell: null },
  { name: 'mask', of: ({ recipe }) => recipe.mask, tell: null },
  { name: 'rule for the position of the camera', of: ({ recipe }) => recipe.uploadGps, tell: null },
  { name: 'rules for results', of: ({ recipe }) => ({ ...recipe.output, conflict: null }), tell: null },
  { name: 'folder for results', of: ({ outputFolder }) => outputFolder, tell: ({ outputFolder }) => outputFolder },
]

const declaredAs: Aspect = {
  name: 'version of the model',
  of: ({ declaration }) => declaration && { ...declaration, price: null },
  tell: null,
}

/** Throws `invalid-request` that names two batches which cannot be done again in one, and what they differ in. */
export function refuseMixed([first, ...others]: readonly Batch[], relation: ItemRelation): void {
  if (first === undefined) return
  for (const { name, of, tell } of relation === 'rerun' ? [...aspects, declaredAs] : aspects) {
    const other = others.find((batch) => keyOf(of(batch)) !== keyOf(of(first)))
    if (other === undefined) continue
    const values = tell === null ? '' : ` (${tell(first)}, ${tell(other)})`
    throw new AppError(
      'invalid-request',
      `Batch ${first.number} and batch ${other.number} differ in their ${name}${values}. Choose pictures of one of them.`,
    )
  }
}

function keyOf(value: unknown): string {
  return canonicalJson(value as Json) // Parts of a batch, which come out of JSON.
}
