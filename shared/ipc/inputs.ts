import { z } from 'zod'
import { modes } from '../domain/item.ts'
import { recipeSchema } from '../domain/recipe.ts'
import { providers, serviceIds, type ProviderId } from '../models/model.ts'
import type { ChannelName } from './channels.ts'
import { careInputs } from './care-inputs.ts'
import { checkInputs } from './check-inputs.ts'
import { historyInputs } from './history-inputs.ts'
import { reportInputs } from './report-inputs.ts'
import { concurrencyLimits, languages, themes } from './settings-view.ts'
import { spendInputs } from './spend-inputs.ts'

const id = z.string().min(1).max(100)
const sourceId = z.int().nonnegative()
const path = z.string().min(1).max(4_096)
const limit = z.int().min(1).max(5_000)
const usd = z.string().max(20).nullable()

/** Which sources of the light table are meant. */
const selection = z.union([
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ ids: z.array(sourceId).min(1).max(100_000) }),
])
export type Selection = z.infer<typeof selection>

/** A recipe with ids where the user's pictures are meant. */
const recipe = recipeSchema.omit({ references: true, mask: true }).extend({ references: z.array(id).max(16) })
export type RecipeInput = z.infer<typeof recipe>

const someItems = z.array(id).min(1).max(100_000).nullable()
const nothing = z.undefined()
const concurrency = z.int().min(concurrencyLimits.min).max(concurrencyLimits.max)
const providerIds = Object.keys(providers) as [ProviderId, ...ProviderId[]] // Object.keys forgets the key type.

/** What each channel takes. Main parses every call with it; anything else is refused. */
export const inputs = {
  'app:read': nothing,
  /** What the page wants back after a reload, as text only the page understands. */
  'page:read': nothing,
  'page:write': z.strictObject({
    key: z.enum(['recipe', 'layout', 'selection']),
    /** A selection of a hundred thousand pictures takes the most. */
    value: z.string().max(1_000_000),
    /** The folders and files the text names: main knows them again by these ids after a restart. */
    paths: z.array(id).max(200).optional(),
  }),
  'intake:read': nothing,
  'intake:choose': z.strictObject({ kind: z.enum(['files', 'folder']) }),
  'intake:add-typed': z.strictObject({ path }),
  'intake:complete': z.strictObject({ text: z.string().max(4_096) }),
  'intake:samples': nothing,
  'intake:confirm': nothing,
  'intake:stop': nothing,
  'sources:list': z.strictObject({ after: z.int().min(-1), limit }),
  'sources:details': z.strictObject({ id: sourceId }),
  'sources:remove': z.strictObject({ selection }),
  'sources:restore': z.strictObject({ undo: id }),
  'folders:choose': nothing,
  'folders:typed': z.strictObject({ path }),
  /** Throws where results could not be written to a folder that was chosen before. */
  'folders:check': z.strictObject({ id }),
  'folders:default': z.strictObject({ selection }),
  'recipes:list': nothing,
  'recipes:save': z.strictObject({ id: id.nullable(), name: z.string().trim().min(1).max(120), recipe }),
  'recipes:remove': z.strictObject({ id }),
  'recipes:restore': z.strictObject({ id }),
  'recipes:export': z.strictObject({ id }),
  'recipes:import': z.strictObject({ name: z.string().trim().min(1).max(120), text: z.string().max(1_000_000) }),
  'references:add': z.strictObject({ sourceId }),
  /** Those of the ids that are still known, with the pictures of this process. */
  'references:renew': z.strictObject({ ids: z.array(id).max(200) }),
  'plan:make': z.strictObject({
    selection,
    /** That many, spread over the selection; null for all of it. */
    sample: z.int().min(1).max(100).nullable(),
    recipe,
    outputFolder: id.nullable(),
    cap: usd,
    again: z.boolean(),
  }),
  'plan:cancel': nothing,
  'plan:run': z.strictObject({ planId: id }),
  'batches:list': z.strictObject({ before: z.int().nullable(), limit }),
  'batches:read': z.strictObject({ id }),
  'batches:items': z.strictObject({ id, after: z.int().min(-1), limit }),
  'batches:pause': z.strictObject({ id }),
  'batches:resume': z.strictObject({ id }),
  'batches:cancel': z.strictObject({ id }),
  'batches:retry': z.strictObject({ id, items: someItems, prompt: z.string().max(100_000).nullable() }),
  'batches:resolve': z.strictObject({
    id,
    items: someItems,
    decision: z.enum(['look-again', 'send-again', 'give-up']),
  }),
  'batches:set-cap': z.strictObject({ id, cap: usd }),
  'batches:set-folder': z.strictObject({ id, folder: id }),
  'items:read': z.strictObject({ id }),
  'outputs:open': z.strictObject({ id }),
  'outputs:reveal': z.strictObject({ id }),
  'keys:read': nothing,
  'keys:save': z.strictObject({ service: z.enum(serviceIds), key: z.string().min(1).max(2_000) }),
  'keys:test': z.strictObject({ service: z.enum(serviceIds) }),
  'keys:remove': z.strictObject({ service: z.enum(serviceIds) }),
  'balance:read': z.strictObject({ service: z.enum(serviceIds) }),
  'settings:read': nothing,
  'settings:write': z.strictObject({
    mode: z.enum(modes).optional(),
    theme: z.enum(themes).optional(),
    language: z.enum(languages).nullable().optional(),
    caps: z.strictObject({ dayUsd: usd, monthUsd: usd, batchUsd: usd }).optional(),
    outputFolder: id.nullable().optional(),
    concurrency: z.partialRecord(z.enum(providerIds), concurrency).optional(),
    uploadGps: z.boolean().optional(),
    notifications: z.boolean().optional(),
  }),
  'spend:read': nothing,
  ...historyInputs,
  ...checkInputs,
  ...reportInputs,
  ...spendInputs,
  ...careInputs,
  'diagnostics:read': nothing,
  /** Opens a page of a known service in the system's browser. */
  'links:open': z.strictObject({ url: z.string().max(500) }),
} as const satisfies Record<ChannelName, z.ZodType>

export type Inputs = { readonly [C in ChannelName]: z.infer<(typeof inputs)[C]> }
