import { describe, expect, it } from 'vitest'
import { binnedWarnings } from '../../../../../electron/batches/plan/plan-items.ts'
import { priceQuote } from '../../../../../electron/batches/plan/quote.ts'
import { repeatability } from '../../../../../electron/batches/plan/repeatability.ts'
import { balanceNotes } from '../../../../../electron/providers/balance-notes.ts'
import { createTranslate } from '../../../../../renderer/messages/translate.ts'
import {
  balanceNoteText,
  isExpectation,
  sentenceText,
} from '../../../../../renderer/features/recipe/quote/quote-sentences.ts'
import { recipeSchema, type Recipe } from '../../../../../shared/domain/recipe.ts'
import type { Mode } from '../../../../../shared/domain/item.ts'
import { nanoUsd } from '../../../../../shared/domain/money.ts'
import { catalogue, findModel } from '../../../../../shared/models/catalogue.ts'
import { checkPrompt } from '../../../../../shared/models/prompt.ts'

const english = createTranslate('en')
const german = createTranslate('de')

function sentencesOf(model: string, mode: Mode, changes: Partial<Recipe> = {}): readonly string[] {
  const recipe = { ...recipeSchema.parse({ model, prompt: 'warm' }), ...changes }
  const { disclosure, warnings, price } = priceQuote({
    request: { paths: [], recipe, mode, outputFolder: '/out', cap: null, csv: null, again: false },
    model: findModel(model),
    items: [
      {
        id: 'item',
        batchId: 'batch',
        position: 0,
        sourceId: 'source',
        sourceLabel: 'a.jpg',
        prompt: 'warm',
        targets: ['a'],
        status: 'planned',
        skipReason: null,
        linkedItemId: null,
        failure: null,
      },
    ],
    leftOut: [],
    unmatchedRows: [],
    warnings: [],
    balance: { service: 'runflow', amount: nanoUsd(1), note: null },
  })
  return [...disclosure, ...warnings, ...(price.perItem > 0 ? [price.source] : [])]
}

const said = new Set([
  ...binnedWarnings(1),
  ...binnedWarnings(20),
  ...catalogue.flatMap(({ id }) => [
    ...sentencesOf(id, 'paid'),
    ...sentencesOf(id, 'practice'),
    ...sentencesOf(id, 'paid', { uploadGps: true, references: ['/b.jpg'], parameters: { quality: 'low' } }),
  ]),
])

describe('what main says in a quote', () => {
  it.each([...said])('is said by the window alike in English, and in German: %s', (sentence) => {
    expect(sentenceText(english, sentence)).toBe(sentence)
    expect(sentenceText(german, sentence)).not.toBe(sentence)
    expect(sentenceText(german, sentence)).not.toMatch(/[{}]/)
  })

  it('is translated with its numbers and names', () => {
    const model = catalogue.find(({ prompt }) => prompt.limit?.isHard === false)
    const warning = checkPrompt(model!, 'x'.repeat(model!.prompt.limit!.length + 1))!
    const length = model!.prompt.limit!.length + 1
    expect(sentenceText(english, warning)).toContain(`${english.number(length)} characters`)
    expect(sentenceText(german, warning)).toContain(`${german.number(length)} Zeichen`)
    const [binned = ''] = binnedWarnings(1_200)
    expect(sentenceText(german, binned)).toMatch(/^1\.200 übersprungene Bilder/)
    expect(
      sentenceText(german, '2 results would have the name of another (a, b); they get a number behind it.'),
    ).toContain('(a, b)')
  })

  it('is shown as it is where nobody translated it', () => {
    expect(sentenceText(german, 'Something new.')).toBe('Something new.')
  })
})

describe('why a balance is not known', () => {
  const said = [
    balanceNotes.notPermitted(),
    balanceNotes.unreadable('AIML API'),
    balanceNotes.practiceUnopened(),
    balanceNotes.untried('There is no network.'),
    balanceNotes.hidden('RUNFLOW_API_KEY'),
  ]

  it('is tried out here with every sentence there is', () => {
    expect(said).toHaveLength(Object.keys(balanceNotes).length)
  })

  it.each(said)('is said by the window alike in English, and in German: %s', (note) => {
    expect(balanceNoteText(english, note)).toBe(note)
    expect(balanceNoteText(german, note)).not.toMatch(/[{}]|key|balance/)
  })

  it('is introduced in German where it is what went wrong with the request', () => {
    expect(balanceNoteText(english, 'Runflow cannot be reached.')).toBe('Runflow cannot be reached.')
    expect(balanceNoteText(german, 'Runflow cannot be reached.')).toBe('Nicht bekannt: Runflow cannot be reached.')
  })
})

describe('what to expect of requests that were sent before', () => {
  const origin = { prompt: 'warm' } as never
  const saidOf = (model: string, parameters: Recipe['parameters'] = {}): readonly string[] =>
    repeatability(findModel(model), {
      paths: [],
      recipe: { ...recipeSchema.parse({ model, prompt: 'warm' }), parameters },
      mode: 'paid',
      outputFolder: '/out',
      cap: null,
      csv: null,
      again: true,
      found: [{ origin } as never],
    })

  it.each([
    ['local/adjust', {}],
    ['runflow/reve/edit', {}],
    ['runflow/black-forest-labs/flux-1-dev/edit', {}],
    ['runflow/black-forest-labs/flux-1-dev/edit', { seed: 7 }],
  ])('is told apart and translated: %s %j', (model, parameters) => {
    const [said = ''] = saidOf(model, parameters)
    expect(isExpectation(said)).toBe(true)
    expect(sentenceText(german, said)).not.toBe(said)
    expect(sentenceText(german, said)).toMatch(/Bild/)
  })
})
