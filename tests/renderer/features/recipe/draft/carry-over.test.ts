import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReferenceView } from '../../../../../shared/ipc/rows.ts'
import { catalogue, findModel } from '../../../../../shared/models/catalogue.ts'
import type { ModelDeclaration, ParameterDeclaration, ParameterValue } from '../../../../../shared/models/model.ts'
import { isParameterValue } from '../../../../../shared/models/parameters.ts'
import {
  addReference,
  newDraft,
  setParameter,
  switchModel,
  takeRecipe,
  type Draft,
} from '../../../../../renderer/features/recipe/draft/draft-changes.ts'

const local = findModel('local/adjust')
const reve = findModel('runflow/reve/edit')
const gpt = findModel('runflow/openai/gpt-image-2/edit')

const reference = (id: string): ReferenceView => ({ id, name: `${id}.png`, picture: `picture-${id}` })
const set = (draft: Draft, key: string, value: ParameterValue | null): Draft =>
  setParameter(draft, parameterOf(draft.recipe.model, key), value)

function parameterOf(model: string, key: string): ParameterDeclaration {
  return findModel(model).parameters.find((declaration) => declaration.key === key)!
}

describe('switching models', () => {
  it('keeps prompt, output rules and what the other model takes too', () => {
    const begun = set({ ...newDraft, recipe: { ...newDraft.recipe, prompt: 'Redder' } }, 'output_format', 'jpeg')
    const { recipe, notes } = switchModel(begun, reve.id)
    expect(recipe).toMatchObject({
      prompt: 'Redder',
      output: begun.recipe.output,
      parameters: { output_format: 'jpeg' },
    })
    expect(notes).toEqual([])
  })

  it('says what does not come along, and brings it back', () => {
    const begun = set(set(newDraft, 'output_format', 'tiff'), 'exposure', 1)
    const there = switchModel(begun, reve.id)
    expect(there.recipe.parameters).toEqual({})
    expect(there.notes).toEqual([
      { kind: 'parameter', model: local.id, key: 'exposure', value: 1 },
      { kind: 'parameter', model: local.id, key: 'output_format', value: 'tiff' },
    ])
    expect(switchModel(there, local.id).recipe.parameters).toEqual({ output_format: 'tiff', exposure: 1 })
  })

  it('does not take a value of one kind for one of another: the same key may mean something else', () => {
    const low = set(switchModel(set(newDraft, 'quality', 80), gpt.id), 'quality', 'low')
    const back = switchModel(low, local.id)
    expect(back.recipe.parameters).toEqual({ quality: 80 })
    expect(switchModel(back, gpt.id).recipe.parameters).toEqual({ quality: 'low' })
  })

  it('takes what was said last where both models take it', () => {
    const png = set(switchModel(set(newDraft, 'output_format', 'jpeg'), reve.id), 'output_format', 'webp')
    expect(switchModel(png, local.id).recipe.parameters).toEqual({ output_format: 'webp' })
  })

  it('does not bring back what was reset', () => {
    const reset = set(switchModel(set(newDraft, 'output_format', 'jpeg'), reve.id), 'output_format', null)
    expect(switchModel(reset, local.id).recipe.parameters).toEqual({})
  })

  it('puts references aside for a model without room for them', () => {
    const begun = ['a', 'b'].reduce((draft, id) => addReference(draft, reference(id)), switchModel(newDraft, gpt.id))
    const there = switchModel(begun, reve.id)
    expect(there.recipe.references).toEqual([])
    expect(there.notes).toEqual([{ kind: 'references', count: 2 }])
    expect(switchModel(there, gpt.id).recipe.references.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('loses nothing that fits, whichever models lie between', () => {
    const models = fc.array(fc.constantFrom(...catalogue.map(({ id }) => id)), { maxLength: 8 })
    const begun = fc.constantFrom(...catalogue).chain((model) => valuesFor(model).map((values) => ({ model, values })))
    fc.assert(
      fc.property(begun, models, ({ model, values }, between) => {
        const start = Object.entries(values).reduce(
          (draft, [key, value]) => set(draft, key, value),
          switchModel(newDraft, model.id),
        )
        const end = switchModel(between.reduce(switchModel, start), model.id)
        expect(end.recipe).toEqual(start.recipe)
      }),
    )
  })

  it('never gives a model a value it does not take, nor more references than it has room for', () => {
    const steps = fc.array(
      fc.constantFrom(...catalogue).chain((model) => valuesFor(model).map((values) => ({ model, values }))),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(steps, (taken) => {
        let draft = newDraft
        for (const { model, values } of taken) {
          draft = switchModel(draft, model.id)
          for (const [key, value] of Object.entries(values)) draft = set(draft, key, value)
          draft = addReference(draft, reference(`${model.id}-${taken.length}`))
          for (const [key, value] of Object.entries(draft.recipe.parameters)) {
            expect(isParameterValue(parameterOf(model.id, key), value)).toBe(true)
          }
          expect(draft.recipe.references.length).toBeLessThanOrEqual(model.pictures.maxReferences)
        }
      }),
    )
  })
})

describe('a parameter', () => {
  it('that is set to its default is left out, so that the request is the same', () => {
    expect(set(set(newDraft, 'quality', 50), 'quality', 92).recipe.parameters).toEqual({})
  })
})

describe('a recipe that is taken over', () => {
  it('keeps the model that is there where its own is gone, and says so', () => {
    const taken = takeRecipe(newDraft, { ...newDraft.recipe, model: 'gone/model', prompt: 'Hello' }, null)
    expect(taken.recipe).toMatchObject({ model: local.id, prompt: 'Hello' })
    expect(taken.notes).toEqual([{ kind: 'model-unknown', model: 'gone/model' }])
  })

  it('forgets what was wished for before it', () => {
    const before = set(newDraft, 'exposure', 2)
    const taken = takeRecipe(before, { ...newDraft.recipe, model: reve.id }, { id: 'r', name: 'Mine' })
    expect(switchModel(taken, local.id).recipe.parameters).toEqual({})
    expect(taken.loaded).toMatchObject({ id: 'r', name: 'Mine' })
  })
})

/** Values a model takes, for some of its parameters. */
function valuesFor(model: ModelDeclaration): fc.Arbitrary<Record<string, ParameterValue>> {
  const entries = model.parameters.map((declaration) =>
    fc.option(valueFor(declaration)).map((value) => (value === null ? [] : [[declaration.key, value] as const])),
  )
  return fc.tuple(...entries).map((chosen) => Object.fromEntries(chosen.flat()))
}

function valueFor(declaration: ParameterDeclaration): fc.Arbitrary<ParameterValue> {
  switch (declaration.type) {
    case 'integer':
      return fc.integer({ min: declaration.min ?? 0, max: declaration.max ?? 1_000 })
    case 'number':
      return fc.integer({ min: declaration.min ?? 0, max: declaration.max ?? 10 })
    case 'choice':
      return fc.constantFrom(...declaration.options)
    case 'boolean':
      return fc.boolean()
    case 'colour':
      return fc.constantFrom('#000000', '#ffffff')
  }
}
