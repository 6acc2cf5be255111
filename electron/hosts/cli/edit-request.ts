import { resolve } from 'node:path'
import { recipeSchema, type Recipe } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'
import { findModel } from '../../../shared/models/catalogue.ts'
import { localAdjust } from '../../../shared/models/local-models.ts'
import type { PlanRequest } from '../../batches/plan/plan-request.ts'
import { readCap } from '../../batches/plan/read-cap.ts'
import { refusal } from '../../recipes/recipe-text.ts'
import { standardOutputFolder, type EditOptions } from './edit-options.ts'
import type { ParameterFlags } from './parameter-flags.ts'
import { readRecipeFile } from './recipe-file.ts'

interface Typed {
  readonly paths: readonly string[]
  readonly options: EditOptions & Readonly<Record<string, unknown>>
}

interface Surroundings {
  readonly workingFolder: string
  readonly parameterFlags: ParameterFlags
}

/** Makes of a command line what the engine plans. All paths become absolute; flags go before the recipe's file. */
export async function readEditRequest({ paths, options }: Typed, surroundings: Surroundings): Promise<PlanRequest> {
  const { workingFolder } = surroundings
  const absolute = (path: string): string => resolve(workingFolder, path)
  return {
    // An empty path would become the current folder.
    paths: paths.map((path) => (path === '' ? path : absolute(path))),
    recipe: await readRecipe(options, surroundings),
    mode: options.practice === true ? 'practice' : 'paid',
    outputFolder: absolute(options.out ?? standardOutputFolder),
    cap: options.cap === undefined ? null : readCap(options.cap),
    csv: options.csv === undefined ? null : absolute(options.csv),
    again: options.again === true,
  }
}

async function readRecipe(options: Typed['options'], { workingFolder, parameterFlags }: Surroundings): Promise<Recipe> {
  const base =
    options.recipe === undefined
      ? { ...recipeSchema.parse({ model: localAdjust.id }), ...given({ model: options.model }) }
      : await readRecipeFile(resolve(workingFolder, options.recipe), options.model ?? null)
  const model = findModel(base.model)
  const references = (options.reference ?? []).map((path) => resolve(workingFolder, path))
  const parsed = recipeSchema.safeParse({
    ...base,
    ...given({
      prompt: options.prompt,
      mask: options.mask === undefined ? undefined : resolve(workingFolder, options.mask),
      references: references.length === 0 ? undefined : references,
      uploadGps: options.uploadGps,
    }),
    parameters: { ...base.parameters, ...parameterFlags.read(model, options, options.param ?? []) },
    output: { ...base.output, ...outputRules(options) },
  })
  if (!parsed.success) throw refusal('The command', parsed.error)
  return parsed.data
}

function outputRules(options: EditOptions): object {
  return given({
    name: options.name,
    conflict: options.conflict,
    format: options.saveFormat,
    quality: options.saveQuality === undefined ? undefined : readQuality(options.saveQuality),
    size: options.saveSize,
    background: options.saveBackground === undefined ? undefined : readColour(options.saveBackground),
    profile: options.saveProfile,
    keepGps: options.keepGps,
    metadata: options.metadata ? undefined : 'none',
  })
}

function readQuality(text: string): number {
  const quality = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (quality >= 1 && quality <= 100) return quality
  throw new AppError('invalid-request', `--save-quality must be a whole number from 1 to 100; “${text}” is not.`)
}

function readColour(text: string): string {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text
  throw new AppError('invalid-request', `--save-background must be a colour as #rrggbb; “${text}” is not.`)
}

/** Only what was said; the rest stays as the recipe has it. */
function given<T extends object>(values: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> // Only `undefined` is gone.
}
