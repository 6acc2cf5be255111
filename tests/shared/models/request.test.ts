import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { catalogue, findModel } from '../../../shared/models/catalogue.ts'
import { checkPrompt } from '../../../shared/models/prompt.ts'
import { buildInputs, canonicalRequest, checkPictureInputs, type PictureNames } from '../../../shared/models/request.ts'

const flux = findModel('runflow/black-forest-labs/flux-1-dev/edit')
const gpt = findModel('runflow/openai/gpt-image-2/edit')
const reve = findModel('runflow/reve/edit')
const aimlapi = findModel('aimlapi/reve/edit-image')
const prompt = 'a clear sky'

describe('the inputs of a request', () => {
  it.each([
    [reve, { output_format: 'webp' }, { prompt, image_url: 'S', output_format: 'webp' }],
    [flux, { strength: 0.8, seed: 7 }, { prompt, image_b64: 'S', strength: 0.8, seed: 7 }],
    [gpt, { quality: 'high' }, { prompt, image_urls: ['S'], quality: 'high' }],
    [aimlapi, { convert_base64_to_url: false }, { prompt, image_url: 'S', convert_base64_to_url: false }],
  ])('stand under the names of the service (%#)', (model, parameters, expected) => {
    expect(buildInputs(model, { prompt, parameters, pictures: only('S') })).toEqual(expected)
  })

  it('put references behind the source and the mask under its own name', () => {
    const pictures = { source: 'S', references: ['R1', 'R2'], mask: 'M' }
    expect(buildInputs(gpt, { prompt, parameters: {}, pictures })).toEqual({
      prompt,
      image_urls: ['S', 'R1', 'R2'],
      mask_url: 'M',
    })
  })

  it('hold nothing that was left out', () => {
    for (const model of catalogue) {
      const inputs = buildInputs(model, { prompt, parameters: {}, pictures: only('S') })
      expect(Object.keys(inputs).sort()).toEqual([model.pictures.source.field, 'prompt'].sort())
    }
  })

  it('refuse pictures a model does not take', () => {
    const one = { source: 'S', references: ['R'], mask: null }
    const five = { source: 'S', references: ['1', '2', '3', '4', '5'], mask: null }
    const masked = { source: 'S', references: [], mask: 'M' }
    expect(() => buildInputs(reve, { prompt, parameters: {}, pictures: one })).toThrow('takes no reference pictures')
    expect(() => buildInputs(gpt, { prompt, parameters: {}, pictures: five })).toThrow('at most 4 reference pictures')
    expect(() => buildInputs(flux, { prompt, parameters: {}, pictures: masked })).toThrow('takes no mask')
  })

  it('can be refused before anything is prepared', () => {
    expect(() => checkPictureInputs(gpt, { references: 4, hasMask: true })).not.toThrow()
    expect(() => checkPictureInputs(gpt, { references: 5, hasMask: false })).toThrow(AppError)
    expect(() => checkPictureInputs(reve, { references: 0, hasMask: true })).toThrow('takes no mask')
    expect(() => checkPictureInputs(reve, { references: 1, hasMask: false })).toThrow('takes no reference')
  })
})

describe('the canonical request', () => {
  it('is the same whatever the order of parameters', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([
          ['strength', 0.5],
          ['steps', 28],
          ['guidance', 3],
          ['seed', 1],
        ] as const),
        (entries) => {
          const content = { prompt, pictures: only('hash') }
          const forwards = canonicalRequest(flux, { ...content, parameters: Object.fromEntries(entries) })
          const backwards = canonicalRequest(flux, { ...content, parameters: Object.fromEntries(entries.toReversed()) })
          expect(forwards).toBe(backwards)
        },
      ),
    )
  })

  it('is written down for good, because history is searched by it', () => {
    expect(
      canonicalRequest(gpt, {
        prompt,
        parameters: { quality: 'low' },
        pictures: { ...only('a1'), references: ['b2'] },
      }),
    ).toBe(
      '{"image_urls":["a1","b2"],"model":"runflow/openai/gpt-image-2/edit","prompt":"a clear sky","quality":"low"}',
    )
  })

  it('tells apart everything that changes the picture', () => {
    const pictures = only('hash')
    const requests = [
      canonicalRequest(reve, { prompt, parameters: {}, pictures }),
      canonicalRequest(reve, { prompt: `${prompt}.`, parameters: {}, pictures }),
      canonicalRequest(reve, { prompt, parameters: { num_images: 1 }, pictures }),
      canonicalRequest(reve, { prompt, parameters: { num_images: 2 }, pictures }),
      canonicalRequest(reve, { prompt, parameters: {}, pictures: only('other') }),
      canonicalRequest(aimlapi, { prompt, parameters: {}, pictures }),
      canonicalRequest(gpt, { prompt, parameters: {}, pictures: { ...pictures, references: ['r', 's'] } }),
      canonicalRequest(gpt, { prompt, parameters: {}, pictures: { ...pictures, references: ['s', 'r'] } }),
      canonicalRequest(gpt, { prompt, parameters: {}, pictures: { ...pictures, mask: 'r' } }),
    ]
    expect(new Set(requests).size).toBe(requests.length)
  })

  it('leaves out how the result travels', () => {
    const byLink = canonicalRequest(aimlapi, {
      prompt,
      parameters: { convert_base64_to_url: true },
      pictures: only('h'),
    })
    const inReply = canonicalRequest(aimlapi, {
      prompt,
      parameters: { convert_base64_to_url: false },
      pictures: only('h'),
    })
    expect(byLink).toBe(inReply)
    expect(byLink).toBe(canonicalRequest(aimlapi, { prompt, parameters: {}, pictures: only('h') }))
  })
})

describe('a prompt', () => {
  it('must say something where the model needs one', () => {
    expect(() => checkPrompt(reve, ' \n')).toThrow('needs a prompt')
    expect(checkPrompt(findModel('local/adjust'), '')).toBeNull()
  })

  it('is refused above a hard limit, counted in UTF-16 code units', () => {
    expect(checkPrompt(aimlapi, '😀'.repeat(1280))).toBeNull()
    expect(() => checkPrompt(aimlapi, `${'😀'.repeat(1280)}.`)).toThrow('The prompt has 2561 characters')
  })

  it('is only warned about above a limit known from elsewhere', () => {
    expect(checkPrompt(reve, 'x'.repeat(2560))).toBeNull()
    expect(checkPrompt(reve, 'x'.repeat(2561))).toContain('It may be refused')
    expect(checkPrompt(flux, 'x'.repeat(100_000))).toBeNull()
  })
})

function only(source: string): PictureNames {
  return { source, references: [], mask: null }
}
