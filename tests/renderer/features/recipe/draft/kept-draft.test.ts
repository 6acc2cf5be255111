import { describe, expect, it } from 'vitest'
import { newDraft, setParameter, switchModel } from '../../../../../renderer/features/recipe/draft/draft-changes.ts'
import { readKeptDraft, writeKeptDraft } from '../../../../../renderer/features/recipe/draft/kept-draft.ts'
import { findModel } from '../../../../../shared/models/catalogue.ts'

const exposure = findModel('local/adjust').parameters.find(({ key }) => key === 'exposure')!

describe('a kept draft', () => {
  it('is read as it was written, with what the present model does not take', () => {
    const draft = switchModel(setParameter(newDraft, exposure, 1.5), 'runflow/reve/edit')
    const kept = { ...draft, outputFolder: { id: 'f', path: '/out' }, cap: '5.00' }
    const read = readKeptDraft(writeKeptDraft(kept))!
    expect(read).toMatchObject({ recipe: kept.recipe, outputFolder: kept.outputFolder, cap: '5.00', loaded: null })
    expect(switchModel({ ...newDraft, ...read }, 'local/adjust').recipe.parameters).toEqual({ exposure: 1.5 })
  })

  it.each(['', 'null', '[]', '7', '{"recipe":', 'not json'])('is nothing where it is %j', (text) => {
    expect(readKeptDraft(text)).toBeNull()
  })

  it('becomes its defaults where it is broken or from another version', () => {
    const broken = {
      recipe: {
        model: 'gone',
        prompt: 7,
        parameters: [],
        references: 'x',
        output: { name: 3, conflict: 'maybe', quality: 900 },
      },
      wishes: { parameters: { exposure: 'high' }, references: [{ id: 4 }] },
      outputFolder: { id: 1 },
      cap: 3,
      loaded: { id: 'x' },
    }
    expect(readKeptDraft(JSON.stringify(broken))).toMatchObject({
      recipe: newDraft.recipe,
      outputFolder: null,
      cap: null,
      loaded: null,
    })
  })

  it('never brings a value back that its model does not take any more', () => {
    const old = { recipe: { model: 'local/adjust' }, wishes: { parameters: { exposure: [99, 2] } } }
    expect(readKeptDraft(JSON.stringify(old))?.recipe.parameters).toEqual({ exposure: 2 })
  })
})
