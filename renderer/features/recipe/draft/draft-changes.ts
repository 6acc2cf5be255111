import type { OutputRules } from '../../../../shared/domain/output-rules.ts'
import type { RecipeRow, RecipeView, ReferenceView } from '../../../../shared/ipc/rows.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import type { ModelDeclaration, ParameterDeclaration, ParameterValue } from '../../../../shared/models/model.ts'
import {
  dropReference,
  fitTo,
  leftBehind,
  noWishes,
  wishesOf,
  wishParameter,
  wishReference,
  type CarryNote,
  type Wishes,
} from './carry-over.ts'
import { defaultRecipe, type KeptDraft } from './kept-draft.ts'

/** The recipe that is being made. */
export interface Draft extends KeptDraft {
  /** What did not come along with the last change of model or recipe. */
  readonly notes: readonly CarryNote[]
}

export const newDraft: Draft = {
  recipe: defaultRecipe,
  wishes: noWishes,
  outputFolder: null,
  cap: null,
  loaded: null,
  notes: [],
}

/** The declaration of a draft's model. A draft never has a model that is not in the catalogue. */
export function modelOf({ model }: Pick<RecipeView, 'model'>): ModelDeclaration {
  const found = catalogue.find(({ id }) => id === model)
  if (found === undefined) throw new Error(`The draft has an unknown model ${model}`)
  return found
}

export function switchModel(draft: Draft, modelId: string): Draft {
  if (draft.recipe.model === modelId) return draft
  const model = modelOf({ model: modelId })
  const fit = fitTo(model, draft.wishes)
  const notes = leftBehind(draft.recipe.model, draft.recipe, fit)
  return { ...draft, recipe: { ...draft.recipe, model: modelId, ...fit }, notes }
}

/** null leaves the parameter out, so that the model's default counts. */
export function setParameter(draft: Draft, declaration: ParameterDeclaration, value: ParameterValue | null): Draft {
  return withWishes(draft, wishParameter(draft.wishes, declaration, value))
}

export function addReference(draft: Draft, reference: ReferenceView): Draft {
  return withWishes(draft, wishReference(draft.wishes, draft.recipe.references.length, reference))
}

export function removeReference(draft: Draft, id: string): Draft {
  return withWishes(draft, dropReference(draft.wishes, id))
}

export function changeRecipe(
  draft: Draft,
  change: Partial<Pick<RecipeView, 'prompt' | 'uploadGps'>> & { readonly output?: Partial<OutputRules> },
): Draft {
  const { output, ...rest } = change
  return { ...draft, recipe: { ...draft.recipe, ...rest, output: { ...draft.recipe.output, ...output } } }
}

/** Takes over a recipe, saved or of a batch. What its model does not take (any more) is told by notes. */
export function takeRecipe(draft: Draft, recipe: RecipeView, row: Pick<RecipeRow, 'id' | 'name'> | null): Draft {
  const isKnown = catalogue.some(({ id }) => id === recipe.model)
  const model = isKnown ? recipe.model : draft.recipe.model
  const wishes = wishesOf(recipe)
  const fit = fitTo(modelOf({ model }), wishes)
  const taken = { ...recipe, model, ...fit }
  const unknown: readonly CarryNote[] = isKnown ? [] : [{ kind: 'model-unknown', model: recipe.model }]
  return {
    ...draft,
    recipe: taken,
    wishes,
    loaded: row && { id: row.id, name: row.name, recipe: taken },
    notes: [...unknown, ...leftBehind(recipe.model, recipe, fit)],
  }
}

/** Starts over; where results go and the cap stay, because they belong to the work and not to the recipe. */
export function clearRecipe(draft: Draft): Draft {
  return { ...newDraft, outputFolder: draft.outputFolder, cap: draft.cap }
}

/** Whether there is anything in the recipe that saving would keep. */
export function hasUnsavedChanges({ recipe, loaded }: Draft): boolean {
  return comparable(recipe) !== comparable(loaded?.recipe ?? defaultRecipe)
}

function withWishes(draft: Draft, wishes: Wishes): Draft {
  return { ...draft, wishes, recipe: { ...draft.recipe, ...fitTo(modelOf(draft.recipe), wishes) } }
}

/** References have other ids after a restart, and are still the same. */
function comparable({ references, parameters, output, ...rest }: RecipeView): string {
  return JSON.stringify([sorted(rest), sorted(parameters), sorted(output), references.map(({ name }) => name)])
}

function sorted(value: object): unknown {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
}
