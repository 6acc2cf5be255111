import {
  defaultOutputRules,
  conflictRules,
  resultSizes,
  savedMetadata,
  savedProfiles,
} from '../../../../shared/domain/output-rules.ts'
import type { OutputRules } from '../../../../shared/domain/output-rules.ts'
import { writableFormats } from '../../../../shared/domain/picture.ts'
import type { FolderView, RecipeView, ReferenceView } from '../../../../shared/ipc/rows.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import type { ParameterValue } from '../../../../shared/models/model.ts'
import { fitTo, type Wishes } from './carry-over.ts'

/** What is kept of the draft while the page is gone. */
export interface KeptDraft {
  readonly recipe: RecipeView
  readonly wishes: Wishes
  readonly outputFolder: FolderView | null
  readonly cap: string | null
  /** The saved recipe it began as, with what was saved. */
  readonly loaded: LoadedRecipe | null
}

export interface LoadedRecipe {
  readonly id: string
  readonly name: string
  readonly recipe: RecipeView
}

type Loose = Readonly<Record<string, unknown>>

const defaultModel = 'local/adjust'

export const defaultRecipe: RecipeView = {
  model: defaultModel,
  prompt: '',
  parameters: {},
  references: [],
  uploadGps: false,
  output: defaultOutputRules,
}

export function writeKeptDraft({ recipe, wishes, outputFolder, cap, loaded }: KeptDraft): string {
  return JSON.stringify({ recipe, wishes, outputFolder, cap, loaded })
}

/** Reads what `writeKeptDraft` wrote. What is missing or broken becomes its default; null where nothing can be read. */
export function readKeptDraft(text: string): KeptDraft | null {
  const kept = parse(text)
  if (kept === null) return null
  const wishes = readWishes(kept['wishes'])
  const recipe = readRecipe(kept['recipe'])
  const model = catalogue.find(({ id }) => id === recipe.model)
  return {
    recipe: model === undefined ? recipe : { ...recipe, ...fitTo(model, wishes) },
    wishes,
    outputFolder: readFolder(kept['outputFolder']),
    cap: typeof kept['cap'] === 'string' ? kept['cap'] : null,
    loaded: readLoaded(kept['loaded']),
  }
}

function parse(text: string): Loose | null {
  try {
    return asLoose(JSON.parse(text))
  } catch (thrown) {
    // Text from another version, or cut short: there is nothing in it the user could be told about.
    if (thrown instanceof SyntaxError) return null
    throw thrown
  }
}

function readRecipe(value: unknown): RecipeView {
  const recipe = asLoose(value) ?? {}
  const isKnown = catalogue.some(({ id }) => id === recipe['model'])
  return {
    model: isKnown ? String(recipe['model']) : defaultModel,
    prompt: typeof recipe['prompt'] === 'string' ? recipe['prompt'] : '',
    parameters: readParameters(recipe['parameters']),
    references: readReferences(recipe['references']),
    uploadGps: recipe['uploadGps'] === true,
    output: readOutput(asLoose(recipe['output']) ?? {}),
  }
}

function readOutput(kept: Loose): OutputRules {
  const rules = defaultOutputRules
  const { name, quality, background, keepGps } = kept
  return {
    name: typeof name === 'string' ? name : rules.name,
    conflict: oneOf(conflictRules, kept['conflict'], rules.conflict),
    format: oneOf(['received', ...writableFormats] as const, kept['format'], rules.format),
    quality:
      Number.isInteger(quality) && Number(quality) >= 1 && Number(quality) <= 100 ? Number(quality) : rules.quality,
    size: oneOf(resultSizes, kept['size'], rules.size),
    background: typeof background === 'string' && /^#[0-9a-f]{6}$/i.test(background) ? background : null,
    profile: oneOf(savedProfiles, kept['profile'], rules.profile),
    metadata: oneOf(savedMetadata, kept['metadata'], rules.metadata),
    keepGps: keepGps === true,
  }
}

function readWishes(value: unknown): Wishes {
  const wishes = asLoose(value) ?? {}
  const lists = Object.entries(asLoose(wishes['parameters']) ?? {}).map(
    ([key, values]): [string, readonly ParameterValue[]] => [key, Array.isArray(values) ? values.filter(isValue) : []],
  )
  return { parameters: Object.fromEntries(lists), references: readReferences(wishes['references']) }
}

function readParameters(value: unknown): RecipeView['parameters'] {
  return Object.fromEntries(
    Object.entries(asLoose(value) ?? {}).filter((entry): entry is [string, ParameterValue] => isValue(entry[1])),
  )
}

function readReferences(value: unknown): readonly ReferenceView[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry) => {
    const { id, name, picture } = asLoose(entry) ?? {}
    return typeof id === 'string' && typeof name === 'string' && typeof picture === 'string'
      ? [{ id, name, picture }]
      : []
  })
}

function readFolder(value: unknown): FolderView | null {
  const { id, path } = asLoose(value) ?? {}
  return typeof id === 'string' && typeof path === 'string' ? { id, path } : null
}

function readLoaded(value: unknown): LoadedRecipe | null {
  const { id, name, recipe } = asLoose(value) ?? {}
  return typeof id === 'string' && typeof name === 'string' ? { id, name, recipe: readRecipe(recipe) } : null
}

function oneOf<T extends string>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.find((candidate) => candidate === value) ?? otherwise
}

function isValue(value: unknown): value is ParameterValue {
  return (
    typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
  )
}

function asLoose(value: unknown): Loose | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : null // Checked just now.
}
