import type { RecipeInput } from '../../../../shared/ipc/inputs.ts'
import type { PlanView, RecipeView } from '../../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { showBatch } from '../../../app/layout/place-store.ts'
import type { Stores } from '../../../app/stores.ts'
import { modelOf } from '../draft/draft-changes.ts'
import type { QuoteFlow, QuoteQuestion } from '../draft/draft-store.ts'

type Quoting = Pick<Stores, 'draft' | 'request' | 'place'>

/** The recipe as main takes it. */
export function toRecipeInput({ references, ...rest }: RecipeView): RecipeInput {
  return { ...rest, parameters: { ...rest.parameters }, references: references.map(({ id }) => id) }
}

/** Asks for a price. An answer that comes after the question was taken back or asked anew is dropped. */
export async function askForQuote(stores: Quoting, question: QuoteQuestion): Promise<void> {
  const { draft, request } = stores
  const making: QuoteFlow = { phase: 'making', question }
  draft.setState({ quote: making })
  try {
    const { earlier } = question
    const plan =
      earlier === undefined
        ? await request('plan:make', toPlanInput(stores, question))
        : await request('plan:again', earlier)
    if (draft.getState().quote !== making) return
    draft.setState({ quote: { phase: 'ready', question, plan, failure: null } })
    if (question.startsWhenFree && startsAtOnce(plan)) await startQuoted(stores)
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    if (draft.getState().quote !== making) return
    draft.setState({ quote: { phase: 'refused', question, failure: thrown.failure } })
  }
}

/** Takes the question back; nothing was sent. */
export async function dropQuote({ draft, request }: Pick<Stores, 'draft' | 'request'>): Promise<void> {
  const { quote } = draft.getState()
  if (quote.phase === 'none' || quote.phase === 'starting') return
  draft.setState({ quote: { phase: 'none' } })
  if (quote.phase !== 'making') return
  try {
    await request('plan:cancel')
  } catch (thrown) {
    // A plan that cannot be cancelled ends by itself, and its answer is dropped.
    if (!(thrown instanceof RequestFailure)) throw thrown
  }
}

/** Starts the batch of the quote that is shown, once however often it is called, and shows it. */
export async function startQuoted({ draft, request, place }: Quoting): Promise<void> {
  const { quote } = draft.getState()
  if (quote.phase !== 'ready') return
  draft.setState({ quote: { ...quote, phase: 'starting', failure: null } })
  try {
    const { batchId } = await request('plan:run', { planId: quote.plan.planId })
    draft.setState({ quote: { phase: 'none' } })
    showBatch(place, batchId)
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    draft.setState({ quote: { ...quote, phase: 'ready', failure: thrown.failure } })
  }
}

function startsAtOnce({ quote }: PlanView): boolean {
  const isFree = quote.mode === 'practice' || quote.worstCase === 0
  return isFree && quote.send > 0 && quote.unreadable === 0 && quote.warnings.length === 0
}

function toPlanInput({ draft }: Quoting, question: QuoteQuestion) {
  const { recipe, outputFolder, cap } = draft.getState()
  const { selection, sample, again } = question
  return {
    selection,
    sample,
    again,
    recipe: toRecipeInput(withoutUnusedPrompt(recipe)),
    outputFolder: outputFolder?.id ?? null,
    /** Without one of its own, main puts in the cap of the settings. */
    cap,
  }
}

/** A prompt that waits in the draft for a model that reads one would only make equal requests look different. */
function withoutUnusedPrompt(recipe: RecipeView): RecipeView {
  return modelOf(recipe).prompt.isRequired ? recipe : { ...recipe, prompt: '' }
}
