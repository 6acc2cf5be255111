import { z } from 'zod'
import { defaultNameTemplate } from './output-name.ts'
import { writableFormats } from './picture.ts'

/** What to do when a file of the planned name is already there. */
export const conflictRules = ['unique', 'skip', 'overwrite', 'overwrite-if-changed'] as const
export type ConflictRule = (typeof conflictRules)[number]

const outputRulesSchema = z.strictObject({
  /** Name template; see `output-name.ts`. */
  name: z.string().min(1).max(500).default(defaultNameTemplate),
  conflict: z.enum(conflictRules).default('unique'),
  /** `received` keeps the provider's format and, where no other rule asks for new pixels, its very bytes. */
  format: z.enum(['received', ...writableFormats]).default('received'),
  /** 1–100, used only where pixels are encoded again. */
  quality: z.int().min(1).max(100).default(92),
  /** `original` returns to the pixel size of the source. */
  size: z.enum(['received', 'original']).default('received'),
  /** Colour put behind transparency, `#rrggbb`. */
  background: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable()
    .default(null),
  /** `source` converts the result to the colour profile of the source. */
  profile: z.enum(['received', 'source']).default('received'),
  metadata: z.enum(['keep', 'none']).default('keep'),
  keepGps: z.boolean().default(false),
})
export type OutputRules = z.infer<typeof outputRulesSchema>

/**
 * Model, prompt template, parameters, pictures that go with it and output rules. Parameters are checked against the
 * model's declaration separately, because the schema must also read recipes of models that are gone.
 */
export const recipeSchema = z.strictObject({
  model: z.string().min(1).max(200),
  prompt: z.string().max(100_000).default(''),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  references: z.array(z.string()).max(16).default([]),
  mask: z.string().nullable().default(null),
  /** Whether the camera's position may be part of what is sent. */
  uploadGps: z.boolean().default(false),
  output: outputRulesSchema.prefault({}),
})
export type Recipe = z.infer<typeof recipeSchema>
