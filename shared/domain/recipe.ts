import { z } from 'zod'
import {
  conflictRules,
  defaultOutputRules,
  resultSizes,
  savedMetadata,
  savedProfiles,
  type OutputRules,
} from './output-rules.ts'
import { writableFormats } from './picture.ts'

const rules = defaultOutputRules

const outputRulesSchema: z.ZodType<OutputRules> = z.strictObject({
  name: z.string().min(1).max(500).default(rules.name),
  conflict: z.enum(conflictRules).default(rules.conflict),
  format: z.enum(['received', ...writableFormats]).default(rules.format),
  quality: z.int().min(1).max(100).default(rules.quality),
  size: z.enum(resultSizes).default(rules.size),
  background: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable()
    .default(rules.background),
  profile: z.enum(savedProfiles).default(rules.profile),
  metadata: z.enum(savedMetadata).default(rules.metadata),
  keepGps: z.boolean().default(rules.keepGps),
})

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
