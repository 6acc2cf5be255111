import { z } from 'zod'
import { recipeSchema } from '../../shared/domain/recipe.ts'
import type { ProvenanceRecord } from '../images/provenance.ts'

/** Ids become names of files and rows; ours are plain. */
const id = z.string().regex(/^[\w-]{1,100}$/)

/**
 * What a record must be to be taken into the library. Anybody can write one, and what is in the library is used for
 * paths, for numbers that are counted on, and for recipes that are read again.
 */
const soundSchema = z.object({
  model: recipeSchema.shape.model,
  prompt: recipeSchema.shape.prompt,
  runId: z.string().max(500).nullable(),
  attemptId: id,
  itemId: id,
  sourceSha256: z.string().regex(/^[0-9a-f]{64}$/),
  number: z.int().max(10_000).optional(),
  contentKey: z.string().max(200).optional(),
  batchId: id.optional(),
  batchNumber: z.int().max(10_000_000).optional(),
})

export function isSound(record: ProvenanceRecord): boolean {
  return soundSchema.safeParse(record).success
}
