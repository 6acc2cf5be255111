import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { catalogue, findModel } from '../../../shared/models/catalogue.ts'
import {
  checkParameters,
  describeParameter,
  findParameter,
  isParameterValue,
  readParameter,
} from '../../../shared/models/parameters.ts'

const flux = findModel('runflow/black-forest-labs/flux-1-dev/edit')
const gpt = findModel('runflow/openai/gpt-image-2/edit')
const reve = findModel('runflow/reve/edit')
const aimlapi = findModel('aimlapi/reve/edit-image')
const local = findModel('local/adjust')

describe('checking parameters', () => {
  it.each([
    [flux, { strength: 0, steps: 28, guidance: 3.5, seed: 1 }],
    [flux, { strength: 1 }],
    [gpt, { num_images: 4, quality: 'low', image_size: 'auto', output_format: 'webp' }],
    [aimlapi, { convert_base64_to_url: false }],
    [local, { exposure: -0.5, background: '#FFEE00', flip: 'both', resize: 16_384, grayscale: true }],
    [reve, {}],
  ])('takes what is declared, and fills nothing in (%#)', (model, values) => {
    expect(checkParameters(model, values)).toEqual(values)
  })

  it.each([
    [flux, { strength: 1.01 }, '“strength”', 'a number from 0 to 1'],
    [flux, { strength: -0.01 }, '“strength”', 'a number from 0 to 1'],
    [flux, { strength: '0.5' }, '“strength”', 'a number'],
    [flux, { strength: Number.NaN }, '“strength”', 'a number'],
    [flux, { steps: 0 }, '“steps”', 'a whole number, 1 or more'],
    [flux, { steps: 2.5 }, '“steps”', 'a whole number'],
    [flux, { guidance: -1 }, '“guidance”', 'a number, 0 or more'],
    [flux, { seed: 0 }, '“seed”', '1 or more'],
    [reve, { num_images: 5 }, '“num_images”', 'a whole number from 1 to 4'],
    [reve, { num_images: 0 }, '“num_images”', 'a whole number from 1 to 4'],
    [reve, { output_format: 'gif' }, '“output_format”', 'one of png, jpeg, webp'],
    [gpt, { quality: 'ultra' }, '“quality”', 'one of low, medium, high'],
    [gpt, { image_size: { width: 1, height: 1 } }, '“image_size”', 'one of square_hd'],
    [aimlapi, { convert_base64_to_url: 'true' }, '“convert_base64_to_url”', 'true or false'],
    [local, { background: 'red' }, '“background”', 'a colour as #rrggbb'],
    [local, { rotate: 181 }, '“rotate”', 'from -180 to 180 °'],
  ])('names the parameter and what it may be (%#)', (...[model, values, name, range]) => {
    const check = (): unknown => checkParameters(model, values)
    expect(check).toThrow(AppError)
    expect(check).toThrow(name)
    expect(check).toThrow(range)
  })

  it.each([
    [reve, 'strength', 'It belongs to runflow/black-forest-labs/flux-1-dev/edit.'],
    [reve, 'seed', 'It belongs to runflow/black-forest-labs/flux-1-dev/edit.'],
    [reve, 'quality', 'It belongs to local/adjust, runflow/openai/gpt-image-2/edit.'],
    [flux, 'output_format', 'It belongs to local/adjust, runflow/reve/edit, runflow/openai/gpt-image-2/edit.'],
    [flux, 'num_images', 'It belongs to runflow/reve/edit, runflow/openai/gpt-image-2/edit.'],
    [aimlapi, 'strength', 'It belongs to runflow/black-forest-labs/flux-1-dev/edit.'],
    [reve, 'convert_base64_to_url', 'It belongs to aimlapi/reve/edit-image.'],
    [flux, 'strenght', 'Did you mean “strength”?'],
    [aimlapi, 'zzzzzzzzzzzzzzz', 'It takes convert_base64_to_url.'],
  ])('says where else a parameter belongs (%#)', (model, key, hint) => {
    const check = (): unknown => checkParameters(model, { [key]: 1 })
    expect(check).toThrow(`“${key}”`)
    expect(check).toThrow(model.id)
    expect(check).toThrow(hint)
  })

  it.each(catalogue.map((model) => [model.id, model] as const))('never takes sync_mode (%s)', (_, model) => {
    expect(() => checkParameters(model, { sync_mode: true })).toThrow('has no parameter “sync_mode”')
  })

  it('is not led astray by names every object has', () => {
    for (const key of ['constructor', '__proto__', 'toString']) {
      expect(() => checkParameters(reve, JSON.parse(`{"${key}":1}`) as Record<string, unknown>)).toThrow(AppError)
    }
  })
})

describe('a value typed as text', () => {
  it.each([
    [flux, 'strength', '0.5', 0.5],
    [flux, 'steps', '28', 28],
    [flux, 'steps', 'many', Number.NaN],
    [flux, 'steps', ' ', ' '],
    [local, 'grayscale', 'yes', true],
    [local, 'grayscale', 'off', false],
    [local, 'grayscale', 'maybe', 'maybe'],
    [local, 'grayscale', 'constructor', 'constructor'],
    [local, 'flip', 'both', 'both'],
    [local, 'background', '#aabbcc', '#aabbcc'],
  ])('is read as declared (%#)', (...[model, key, text, value]) => {
    expect(readParameter(findParameter(model, key), text)).toEqual(value)
  })

  it('is refused by the check where it could not be read', () => {
    for (const [key, text] of [
      ['steps', 'many'],
      ['steps', ''],
      ['strength', 'Infinity'],
    ] as const) {
      const value = readParameter(findParameter(flux, key), text)
      expect(() => checkParameters(flux, { [key]: value })).toThrow(`“${key}”`)
    }
  })
})

it('describes every parameter there is', () => {
  for (const { parameters } of catalogue) {
    for (const parameter of parameters) {
      expect(describeParameter(parameter)).toMatch(/^(a|one of|true)/)
      const { default: value } = parameter
      if (value !== undefined) expect(isParameterValue(parameter, value)).toBe(true)
    }
  }
})
