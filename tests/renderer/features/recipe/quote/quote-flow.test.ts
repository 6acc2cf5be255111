import { describe, expect, it } from 'vitest'
import { createPlaceStore } from '../../../../../renderer/app/layout/place-store.ts'
import { changeRecipe, switchModel } from '../../../../../renderer/features/recipe/draft/draft-changes.ts'
import {
  changeDraft,
  createDraftStore,
  type QuoteQuestion,
} from '../../../../../renderer/features/recipe/draft/draft-store.ts'
import { askForQuote, dropQuote, startQuoted } from '../../../../../renderer/features/recipe/quote/quote-flow.ts'
import type { Quote } from '../../../../../shared/domain/quote.ts'
import { nanoUsd } from '../../../../../shared/domain/money.ts'
import type { PlanView } from '../../../../../shared/ipc/rows.ts'
import { createFakeRequest, refusal } from '../draft/fake-request.ts'

const question: QuoteQuestion = {
  selection: { all: true },
  pictures: 3,
  sample: null,
  again: false,
  startsWhenFree: false,
}

const plan = (quote: Partial<Quote> = {}, planId = 'plan'): PlanView => ({
  planId,
  total: 3,
  quote: {
    model: 'runflow/reve/edit',
    mode: 'paid',
    outputFolder: '/out',
    send: 3,
    unreadable: 0,
    skipped: {},
    leftOut: [],
    examples: [],
    unmatchedRows: [],
    price: { perItem: nanoUsd(1), asOf: '2026-05-06', source: 'page', isEstimate: false },
    again: false,
    worstCase: nanoUsd(3),
    cap: null,
    balance: null,
    disclosure: [],
    warnings: [],
    ...quote,
  },
})

function build() {
  const fake = createFakeRequest({
    'plan:make': () => plan(),
    'plan:cancel': () => {},
    'plan:run': () => ({ batchId: 'batch' }),
  })
  const stores = { draft: createDraftStore(), place: createPlaceStore({}), request: fake.request }
  const called = (channel: string) => fake.calls.filter((call) => call.channel === channel)
  return { ...fake, stores, called, quote: () => stores.draft.getState().quote }
}

describe('a quote for earlier items', () => {
  const earlier = { items: ['item-1', 'item-2'], relation: 'redo', prompt: 'Bluer' } as const

  it('is asked of main by the items alone, whatever the draft is', async () => {
    const { stores, quote, answers, called } = build()
    const left = [{ name: 'b.jpg', failure: { code: 'file-missing', message: 'Gone.' } }] as const
    answers['plan:again'] = () => ({ ...plan({}, 'again'), left, repeatable: 'never' })
    await askForQuote(stores, { ...question, earlier: { ...earlier, items: [...earlier.items] } })
    expect(called('plan:again')).toEqual([{ channel: 'plan:again', input: earlier }])
    expect(called('plan:make')).toEqual([])
    expect(quote()).toMatchObject({ phase: 'ready', plan: { planId: 'again', left } })
  })
})

describe('a quote', () => {
  it('is shown before anything is sent', async () => {
    const { stores, quote, called } = build()
    await askForQuote(stores, question)
    expect(quote()).toMatchObject({ phase: 'ready', plan: { planId: 'plan' } })
    expect(called('plan:run')).toEqual([])
  })

  it('starts one batch however often its button is pressed, and goes there', async () => {
    const { stores, quote, called } = build()
    await askForQuote(stores, question)
    await Promise.all([startQuoted(stores), startQuoted(stores), startQuoted(stores)])
    expect(called('plan:run')).toEqual([{ channel: 'plan:run', input: { planId: 'plan' } }])
    expect(quote()).toEqual({ phase: 'none' })
    expect(stores.place.getState().place).toEqual({ kind: 'batch', batchId: 'batch' })
  })

  it('stays with the reason where the batch could not start, and can be tried again', async () => {
    const { stores, quote, answers } = build()
    answers['plan:run'] = () => Promise.reject(refusal({ code: 'missing-key', message: 'No key.' }))
    await askForQuote(stores, question)
    await startQuoted(stores)
    expect(quote()).toMatchObject({ phase: 'ready', failure: { code: 'missing-key' } })
    answers['plan:run'] = () => ({ batchId: 'batch' })
    await startQuoted(stores)
    expect(quote()).toEqual({ phase: 'none' })
  })

  it('says why there is none', async () => {
    const { stores, quote, answers } = build()
    answers['plan:make'] = () => Promise.reject(refusal({ code: 'cap-reached', message: 'Too small.' }))
    await askForQuote(stores, question)
    expect(quote()).toMatchObject({ phase: 'refused', failure: { code: 'cap-reached' } })
  })

  it('that was taken back does not appear when its answer comes after all', async () => {
    const { stores, quote, answers, called } = build()
    const late = Promise.withResolvers<PlanView>()
    answers['plan:make'] = () => late.promise
    const asking = askForQuote(stores, { ...question, startsWhenFree: true })
    await dropQuote(stores)
    expect(called('plan:cancel')).toHaveLength(1)
    late.resolve(plan({ mode: 'practice' }))
    await asking
    expect(quote()).toEqual({ phase: 'none' })
    expect(called('plan:run')).toEqual([])
  })

  it('that was asked anew is the answer to the last question', async () => {
    const { stores, quote, answers } = build()
    const first = Promise.withResolvers<PlanView>()
    answers['plan:make'] = () => first.promise
    const asking = askForQuote(stores, question)
    answers['plan:make'] = () => plan({}, 'second')
    await askForQuote(stores, { ...question, again: true })
    first.resolve(plan({}, 'first'))
    await asking
    expect(quote()).toMatchObject({ phase: 'ready', plan: { planId: 'second' } })
  })
})

describe('a try', () => {
  const attempt = { ...question, sample: 3, startsWhenFree: true }

  it.each([
    ['free', { worstCase: nanoUsd(0) }],
    ['practice', { mode: 'practice' as const }],
  ])('that is %s begins at once', async (_, quote) => {
    const { stores, answers, called } = build()
    answers['plan:make'] = () => plan(quote)
    await askForQuote(stores, attempt)
    expect(called('plan:run')).toHaveLength(1)
  })

  it.each([
    ['costs something', {}],
    ['has nothing to send', { mode: 'practice' as const, send: 0 }],
    ['comes with a warning', { mode: 'practice' as const, warnings: ['Careful.'] }],
  ])('that %s asks first', async (_, quote) => {
    const { stores, answers, called } = build()
    answers['plan:make'] = () => plan(quote)
    await askForQuote(stores, attempt)
    expect(called('plan:run')).toEqual([])
  })
})

describe('what is asked', () => {
  it('leaves out a prompt that the model does not read', async () => {
    const { stores, called } = build()
    changeDraft(stores.draft, (draft) => changeRecipe(draft, { prompt: 'for another model' }))
    await askForQuote(stores, question)
    changeDraft(stores.draft, (draft) => switchModel(draft, 'runflow/reve/edit'))
    await askForQuote(stores, question)
    const prompts = called('plan:make').map(({ input }) => (input as { recipe: { prompt: string } }).recipe.prompt)
    expect(prompts).toEqual(['', 'for another model'])
  })
})
