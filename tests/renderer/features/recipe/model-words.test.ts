import { describe, expect, it } from 'vitest'
import { modelTexts, parameterTexts } from '../../../../renderer/messages/de/models.ts'
import { options } from '../../../../renderer/messages/en/recipe.ts'
import { catalogue } from '../../../../shared/models/catalogue.ts'

describe.each(catalogue)('$id', ({ id, parameters }) => {
  it('is described in German', () => {
    expect(modelTexts[id]?.length).toBeGreaterThan(10)
  })

  it('has German words for exactly the parameters it declares', () => {
    expect(Object.keys(parameterTexts[id] ?? {}).sort()).toEqual(parameters.map(({ key }) => key).sort())
    for (const { label, help } of Object.values(parameterTexts[id] ?? {})) {
      expect(label.length).toBeGreaterThan(2)
      expect(help.length).toBeGreaterThan(5)
    }
  })

  it('has words for each of its choices', () => {
    const choices = parameters.flatMap((declaration) => (declaration.type === 'choice' ? declaration.options : []))
    for (const choice of choices) expect(Object.keys(options)).toContain(`recipe.option.${choice}`)
  })
})
