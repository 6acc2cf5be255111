import { parseUsd, timesMoney } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Inputs } from '../../../shared/ipc/inputs.ts'
import type { PlanView, SourceRow } from '../../../shared/ipc/rows.ts'
import { findModel } from '../../../shared/models/catalogue.ts'
import type { FakeLibrary } from './fake-library.ts'
import { putBatch } from './fake-run.ts'
import { generateBatch, sumUp } from './generated.ts'

/** A quote over the chosen sources: one in fifty is skipped, one in hundred cannot be read. */
export function makePlan(library: FakeLibrary, input: Inputs['plan:make']): PlanView {
  const chosen = chosenSources(library, input)
  const model = findModel(input.recipe.model)
  if (model.prompt.isRequired && input.recipe.prompt.trim() === '') {
    throw new AppError('invalid-request', `${model.name} needs a prompt.`)
  }
  const skipped = input.again ? 0 : Math.floor(chosen.length / 50)
  const unreadable = Math.floor(chosen.length / 100)
  const send = chosen.length - skipped - unreadable
  const times = model.countParameter === null ? 1 : Number(input.recipe.parameters[model.countParameter] ?? 1)
  const perItem = timesMoney(model.price.perImage, times)
  const quote: Quote = {
    model: model.id,
    mode: library.settings.mode,
    outputFolder: '/home/ada/Pictures/lightbench',
    send,
    unreadable,
    skipped: skipped === 0 ? {} : { 'already-done': skipped },
    leftOut: [],
    examples: chosen.slice(0, 5).map(({ name, folder }) => ({
      source: `${folder}/${name}`,
      target: `${folder}/${name.replace(/\.\w+$/, '-edit.jpg')}`,
      prompt: input.recipe.prompt,
    })),
    unmatchedRows: [],
    price: { perItem, asOf: model.price.asOf, source: model.price.source, isEstimate: model.price.isEstimate },
    again: input.again,
    worstCase: timesMoney(perItem, send),
    cap: input.cap === null ? parseUsd(library.settings.caps.batchUsd ?? '') : parseUsd(input.cap),
    balance: model.provider === 'local' ? null : { amount: parseUsd('31.20'), note: null },
    disclosure:
      model.provider === 'local'
        ? []
        : [
            `The pictures and the prompt are sent to ${model.provider}.`,
            'Camera data, place and file names are not sent.',
          ],
    warnings: [],
  }
  const view = { planId: `plan-${library.plans.size + 1}`, quote, total: chosen.length }
  library.plans.set(view.planId, { view, input })
  return view
}

/** Starts the batch of a plan. */
export function runPlan(library: FakeLibrary, planId: string): { readonly batchId: string } {
  const plan = library.plans.get(planId)
  if (plan === undefined) throw new AppError('invalid-request', 'There is no such quote any more.')
  const number = (library.batches[0]?.number ?? 0) + 1
  const { quote } = plan.view
  const { row, items } = generateBatch({
    number,
    status: 'running',
    mode: quote.mode,
    size: plan.view.total,
    statusAt: () => 'queued',
  })
  const { model, prompt } = plan.input.recipe
  const ownItems = items.map((item) => ({ ...item, prompt }))
  library.items.set(row.id, ownItems)
  const own = { ...row, model, prompt, perItem: quote.price.perItem, worstCase: quote.worstCase, cap: quote.cap }
  putBatch(library, sumUp(own, ownItems), ownItems)
  return { batchId: row.id }
}

function chosenSources(library: FakeLibrary, { selection, sample }: Inputs['plan:make']): readonly SourceRow[] {
  const wanted = 'all' in selection ? null : new Set(selection.ids)
  const chosen = library.sources.filter(({ id }) => wanted === null || wanted.has(id))
  if (chosen.length === 0) throw new AppError('invalid-request', 'There are no pictures to quote.')
  if (sample === null || sample >= chosen.length) return chosen
  return chosen.filter((_, index) => index % Math.ceil(chosen.length / sample) === 0).slice(0, sample)
}
