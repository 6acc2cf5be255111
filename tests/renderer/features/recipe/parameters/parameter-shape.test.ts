import { describe, expect, it } from 'vitest'
import { shapeOfParameter, stepOf } from '../../../../../renderer/features/recipe/parameters/parameter-shape.ts'
import { findModel } from '../../../../../shared/models/catalogue.ts'

const shape = (model: string, key: string) =>
  shapeOfParameter(findModel(model).parameters.find((declaration) => declaration.key === key)!)

describe('the control of a parameter', () => {
  it.each([
    ['local/adjust', 'exposure', 'range'],
    ['local/adjust', 'resize', 'number'],
    ['local/adjust', 'output_format', 'choice'],
    ['local/adjust', 'grayscale', 'switch'],
    ['local/adjust', 'background', 'colour'],
    ['runflow/reve/edit', 'num_images', 'few'],
    ['runflow/reve/edit', 'output_format', 'few'],
    ['runflow/openai/gpt-image-2/edit', 'image_size', 'choice'],
  ])('%s %s is a %s', (model, key, expected) => expect(shape(model, key)).toBe(expected))

  it('is never a slider where leaving it out has no place on it', () => {
    expect(shape('runflow/black-forest-labs/flux-1-dev/edit', 'strength')).toBe('number')
  })

  it('steps by whole numbers, or by about a hundredth of the range', () => {
    expect(stepOf({ type: 'integer', min: 0, max: 1 })).toBe(1)
    expect(stepOf({ type: 'number', min: 0, max: 1 })).toBe(0.01)
    expect(stepOf({ type: 'number', min: -3, max: 3 })).toBe(0.1)
    expect(stepOf({ type: 'number', min: 0 })).toBe(0.1)
  })
})
