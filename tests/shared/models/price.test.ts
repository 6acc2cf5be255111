import { describe, expect, it } from 'vitest'
import { findModel } from '../../../shared/models/catalogue.ts'
import { parsePrice } from '../../../shared/models/model.ts'
import { priceNotes, resultCount, worstCasePrice } from '../../../shared/models/price.ts'

const reve = findModel('runflow/reve/edit')
const flux = findModel('runflow/black-forest-labs/flux-1-dev/edit')
const gpt = findModel('runflow/openai/gpt-image-2/edit')
const aimlapi = findModel('aimlapi/reve/edit-image')

describe('the worst case of a request', () => {
  it.each([
    [reve, {}, 40_000_000],
    [reve, { num_images: 3 }, 120_000_000],
    [flux, { steps: 50 }, 25_000_000],
    [gpt, { num_images: 4, quality: 'high' }, 532_000_000],
    [gpt, { quality: 'low' }, 133_000_000],
    [aimlapi, {}, 105_000_000],
    [findModel('local/adjust'), {}, 0],
  ])('multiplies by the results asked for (%#)', (model, parameters, amount) => {
    expect(worstCasePrice(model, parameters)).toBe(amount)
  })
})

it.each([
  [reve, {}, 1],
  [reve, { num_images: 3 }, 3],
  [flux, { steps: 3 }, 1],
])('knows how many results a request asks for (%#)', (model, parameters, count) => {
  expect(resultCount(model, parameters)).toBe(count)
})

describe('what a quote says about its price', () => {
  it('is nothing where the price is published', () => {
    expect(priceNotes(reve, {})).toEqual([])
    expect(priceNotes(gpt, {})).toEqual([])
    expect(priceNotes(gpt, { quality: 'high' })).toEqual([])
  })

  it('is that the price of a quality is unknown', () => {
    for (const quality of ['low', 'medium']) {
      expect(priceNotes(gpt, { quality })).toEqual([
        'The price of this quality is not published; quoted at the price of high.',
      ])
    }
  })

  it('is that the price is an estimate, and of what', () => {
    expect(priceNotes(aimlapi, {})).toEqual([
      'The price is an estimate: derived from the 210,000 credits of the published sample.',
    ])
  })
})

it('does not start with a mistyped price', () => {
  expect(() => parsePrice('0,04')).toThrow('Not a price')
})
