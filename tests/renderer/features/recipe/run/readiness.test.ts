import { describe, expect, it } from 'vitest'
import { newDraft, switchModel } from '../../../../../renderer/features/recipe/draft/draft-changes.ts'
import { findHindrance, promptRoom, type ToCheck } from '../../../../../renderer/features/recipe/run/readiness.ts'
import { findModel } from '../../../../../shared/models/catalogue.ts'

const check = (modelId: string, prompt: string, rest: Partial<ToCheck> = {}) => {
  const { recipe } = switchModel(newDraft, modelId)
  const ready = { model: findModel(modelId), cap: null, pictures: 3, isFolderLost: false }
  return findHindrance({ ...ready, recipe: { ...recipe, prompt }, ...rest })
}
const aiml = 'aimlapi/reve/edit-image'

describe('what keeps a recipe from being quoted', () => {
  it('is nothing for a model that needs no prompt, whatever the prompt holds', () => {
    expect(check('local/adjust', '{nonsense}')).toBeNull()
  })

  it('is having no pictures, before anything else', () => {
    expect(check(aiml, '', { pictures: 0 })).toBe('no-pictures')
  })

  it('is a missing prompt where one is needed', () => {
    expect(check(aiml, '  ')).toBe('prompt-missing')
  })

  it('is an unknown variable', () => {
    expect(check(aiml, 'make {colour} red')).toBe('prompt-variable')
  })

  it('is a folder that cannot be used, after all that can be put right in the recipe', () => {
    expect(check(aiml, 'x', { isFolderLost: true })).toBe('folder-lost')
    expect(check(aiml, '', { isFolderLost: true })).toBe('prompt-missing')
  })

  it('is a prompt above a hard limit, but not above one that is only known from elsewhere', () => {
    expect(check(aiml, 'x'.repeat(2_561))).toBe('prompt-too-long')
    expect(check(aiml, 'x'.repeat(2_560))).toBeNull()
    expect(check('runflow/reve/edit', 'x'.repeat(2_561))).toBeNull()
  })

  it('is left to main where variables may still shorten it', () => {
    expect(check(aiml, `${'x'.repeat(2_555)}{index}`)).toBeNull()
  })

  it('is a cap that is no amount', () => {
    expect(check(aiml, 'x', { cap: 'five' })).toBe('cap')
    expect(check(aiml, 'x', { cap: '5' })).toBeNull()
  })

  it('is a name template that leads out of the folder', () => {
    const { recipe } = switchModel(newDraft, aiml)
    const wrong = { ...recipe, prompt: 'x', output: { ...recipe.output, name: '../{name}' } }
    expect(check(aiml, 'x', { recipe: wrong })).toBe('name-template')
  })
})

describe('the room of a prompt', () => {
  it.each([
    [2_000, 'ok'],
    [2_400, 'near'],
    [2_561, 'refused'],
  ])('with %i characters is %s', (length, room) => {
    expect(promptRoom(findModel(aiml), 'x'.repeat(length))).toBe(room)
  })

  it('is not spoken of where the model states no limit', () => {
    expect(promptRoom(findModel('runflow/openai/gpt-image-2/edit'), 'x')).toBeNull()
  })
})
