import { describe, expect, it } from 'vitest'
import { catalogue, findModel } from '../../../shared/models/catalogue.ts'
import type { ModelDeclaration, ParameterDeclaration } from '../../../shared/models/model.ts'

interface Facts {
  readonly type: string
  readonly min?: number
  readonly max?: number
  readonly default?: unknown
  readonly options?: readonly string[]
}

const imageFormats = ['png', 'jpeg', 'webp']

/** What the references document for each model: Runflow §12 and AIML API §2. `undefined` limits are not stated there. */
const documented = {
  'runflow/reve/edit': {
    source: 'image_url',
    prompt: 2560,
    parameters: {
      num_images: { type: 'integer', min: 1, default: 1 },
      output_format: { type: 'choice', options: imageFormats, default: 'png' },
    },
    perImage: 40_000_000,
  },
  'runflow/black-forest-labs/flux-1-dev/edit': {
    source: 'image_b64',
    prompt: null,
    parameters: {
      strength: { type: 'number', min: 0, max: 1 },
      steps: { type: 'integer', min: 1 },
      guidance: { type: 'number' },
      seed: { type: 'integer', min: 1 },
    },
    perImage: 25_000_000,
  },
  'runflow/openai/gpt-image-2/edit': {
    source: 'image_urls',
    prompt: null,
    parameters: {
      num_images: { type: 'integer', min: 1, max: 4, default: 1 },
      output_format: { type: 'choice', options: imageFormats, default: 'png' },
      image_size: {
        type: 'choice',
        options: ['square_hd', 'square', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9', 'auto'],
        default: 'auto',
      },
      quality: { type: 'choice', options: ['low', 'medium', 'high'], default: 'high' },
    },
    perImage: 133_000_000,
  },
  'aimlapi/reve/edit-image': {
    source: 'image_url',
    prompt: 2560,
    parameters: { convert_base64_to_url: { type: 'boolean', default: true } },
    perImage: 105_000_000,
  },
} as const

describe.each(Object.entries(documented))('%s', (id, expected) => {
  const model = findModel(id)

  it('has every documented input and no other', () => {
    expect(model.parameters.map(({ key }) => key).sort()).toEqual(Object.keys(expected.parameters).sort())
  })

  it.each(Object.entries<Facts>(expected.parameters))('has “%s” with its range and default', (key, facts) => {
    const { options, ...rest } = facts
    const declared = model.parameters.find((parameter) => parameter.key === key)!
    expect(declared).toMatchObject(rest)
    if (declared.type === 'choice') expect(new Set(declared.options)).toEqual(new Set(options))
    if (facts.default === undefined) expect(declared).not.toHaveProperty('default')
  })

  it('names its source as the service does, and its prompt limit and price as documented', () => {
    expect(model.pictures.source.field).toBe(expected.source)
    expect(model.prompt.isRequired).toBe(true)
    expect(model.prompt.limit?.length ?? null).toBe(expected.prompt)
    expect(model.price.perImage).toBe(expected.perImage)
    expect(model.wireName).toBe(id.slice(id.indexOf('/') + 1))
  })
})

describe('the catalogue', () => {
  it('holds the documented models and the one of this machine', () => {
    expect(catalogue.map(({ id }) => id).sort()).toEqual([...Object.keys(documented), 'local/adjust'].sort())
  })

  it.each(catalogue.map((model) => [model.id, model] as const))('is sound: %s', (id, model) => {
    expect(id.startsWith(`${model.provider}/`)).toBe(true)
    expect(new Set(model.parameters.map(({ key }) => key)).size).toBe(model.parameters.length)
    expect(model.price.asOf).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(Number.isNaN(Date.parse(model.price.asOf))).toBe(false)
    for (const key of [model.price.times, model.countParameter, model.price.unknownFor?.parameter ?? null]) {
      if (key !== null) expect(model.parameters.map((parameter) => parameter.key)).toContain(key)
    }
    for (const parameter of model.parameters) {
      expect(parameter.label).not.toBe('')
      expect(parameter.help).toMatch(/\.$/)
      expect(defaultIsAllowed(parameter)).toBe(true)
    }
  })

  it('never speaks of sync_mode, whose results cannot be fetched again', () => {
    expect(JSON.stringify(catalogue)).not.toContain('sync_mode')
  })

  it('sends no output format to AIML API, which took it out', () => {
    expect(findModel('aimlapi/reve/edit-image').parameters.map(({ key }) => key)).not.toContain('output_format')
  })

  it('lets only GPT Image take references and a mask', () => {
    expect(catalogue.filter(takesMore).map(({ id, pictures }) => [id, pictures])).toEqual([
      [
        'runflow/openai/gpt-image-2/edit',
        { source: { field: 'image_urls', shape: 'list' }, maxReferences: 4, maskField: 'mask_url' },
      ],
    ])
  })

  it('is free and without upload on this machine only', () => {
    expect(catalogue.filter(({ price }) => price.perImage === 0).map(({ id }) => id)).toEqual(['local/adjust'])
    expect(catalogue.filter(({ upload }) => upload === null).map(({ id }) => id)).toEqual(['local/adjust'])
  })
})

describe('finding a model', () => {
  it.each([
    ['runflow/reve/edti', 'Did you mean “runflow/reve/edit”?'],
    ['local/ajust', 'Did you mean “local/adjust”?'],
    ['dall-e', 'lightbench models'],
  ])('helps with %s', (id, help) => {
    expect(() => findModel(id)).toThrow(help)
  })
})

function takesMore({ pictures }: ModelDeclaration): boolean {
  return pictures.maxReferences > 0 || pictures.maskField !== null
}

function defaultIsAllowed(parameter: ParameterDeclaration): boolean {
  if (parameter.default === undefined) return true
  switch (parameter.type) {
    case 'integer':
    case 'number':
      return parameter.default >= (parameter.min ?? -Infinity) && parameter.default <= (parameter.max ?? Infinity)
    case 'choice':
      return parameter.options.includes(parameter.default)
    case 'boolean':
      return typeof parameter.default === 'boolean'
    case 'colour':
      return /^#[0-9a-f]{6}$/i.test(parameter.default)
  }
}
