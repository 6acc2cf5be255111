import { timesMoney } from '../../../shared/domain/money.ts'
import type { Inputs } from '../../../shared/ipc/inputs.ts'
import type { AgainView } from '../../../shared/ipc/history-rows.ts'
import { findModel } from '../../../shared/models/catalogue.ts'
import type { FakeLibrary } from './fake-library.ts'
import { makePlan } from './fake-plan.ts'
import { historyItem } from './fake-results.ts'

/** A quote over earlier items, of which every fifth cannot be done again. */
export function planAgain(library: FakeLibrary, { items, prompt }: Inputs['plan:again']): AgainView {
  const own = [...library.items.values()].flat().find(({ id }) => id === items[0])
  const row = own ?? historyItem(library, items[0] ?? '')?.row
  const model = row?.outputs[0]?.model ?? 'runflow/reve/edit'
  const left = items.filter((_, index) => index % 5 === 4)
  const send = items.length - left.length
  const plan = makePlan(library, {
    selection: { ids: library.sources.slice(0, Math.max(1, send)).map(({ id }) => id) },
    sample: null,
    recipe: {
      model,
      prompt: prompt ?? row?.prompt ?? '',
      parameters: {},
      references: [],
      output: { format: 'auto', size: 'original', metadata: 'keep', name: '{name}-edit', conflict: 'number' },
      uploadGps: false,
    } as never, // What a quote is made of here is the model and the number alone.
    outputFolder: null,
    cap: null,
    again: true,
  })
  const quote = { ...plan.quote, send, unreadable: 0, worstCase: timesMoney(plan.quote.price.perItem, send) }
  const view = {
    ...plan,
    quote,
    total: send,
    left: left.map((_, index) => ({
      name: `IMG_${String(index * 5).padStart(4, '0')}.jpg`,
      failure: { code: 'file-missing' as const, message: 'Its source is not there any more.' },
    })),
    repeatable: findModel(model).provider === 'local' ? ('always' as const) : ('never' as const),
  }
  const made = library.plans.get(plan.planId)
  if (made !== undefined) library.plans.set(plan.planId, { ...made, view })
  return view
}
