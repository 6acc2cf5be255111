import { noMoney } from '../../../shared/domain/money.ts'
import { worstCasePrice } from '../../../shared/models/price.ts'
import { CallFailure, type Cost, type EditResult, type RunOutcome } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import type { JournalItem } from '../journal/journal.ts'
import { isSentWith } from '../journal/key-mark.ts'
import { backOffMs } from './retry.ts'
import { callContext, retrying, type RunContext } from './run-context.ts'

/**
 * Waits for an accepted run and journals its end. It waits as long as it takes: a deadline is not a failure, and a
 * poll that fails is only asked again. Throws when key or permission stop the reading; the run id stays journalled.
 */
export async function awaitRun(context: RunContext, item: JournalItem, attempt: Attempt): Promise<void> {
  const runId = attempt.runId ?? ''
  const waited = startWaiting(context, runId)
  let failuresInARow = 0
  context.journal.item(item.id, { status: 'waiting' })
  for (;;) {
    const outcome = await pollOnce(context, runId)
    if (!(outcome instanceof CallFailure) && outcome.kind !== 'working') {
      if (outcome.kind === 'missing') keepMissing(context, item, { attempt, apiKey: await context.key() })
      else keepEnd(context, item, { attempt, outcome })
      return
    }
    failuresInARow = outcome instanceof CallFailure ? failuresInARow + 1 : 0
    const waitMs =
      outcome instanceof CallFailure
        ? backOffMs(outcome.retryAfterMs, failuresInARow, context.random)
        : context.provider.pollDelayMs(waited.ms())
    await context.waitForRun(runId, waitMs, context.leave)
  }
}

/** Measures a wait and says once when it passes what is usual for the model. */
function startWaiting({ clock, model, log }: RunContext, runId: string): { ms(): number } {
  const startedMs = clock.monotonicMs()
  let isLate = false
  return {
    ms: () => {
      const waitedMs = clock.monotonicMs() - startedMs
      if (!isLate && waitedMs > model.softDeadlineMs)
        log.warn('a run takes longer than usual; still waiting', { runId })
      isLate = waitedMs > model.softDeadlineMs
      return waitedMs
    },
  }
}

/** A failure that only means "ask again" is returned; one that stops everything is thrown. */
async function pollOnce(context: RunContext, runId: string): Promise<RunOutcome | CallFailure> {
  try {
    return await context.provider.poll(runId, { resign: false }, await callContext(context))
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || thrown.kind === 'blocked' || thrown.kind === 'refused') throw thrown
    if (thrown.code === 'rate-limited') retrying(context).onBusy(thrown, thrown.retryAfterMs ?? 1_000)
    return thrown
  }
}

interface Ending {
  readonly attempt: Attempt
  readonly outcome: Exclude<RunOutcome, { kind: 'working' | 'missing' }>
}

function keepEnd(context: RunContext, item: JournalItem, { attempt, outcome }: Ending): void {
  const { journal } = context
  switch (outcome.kind) {
    case 'finished': {
      const { result } = outcome
      journal.succeeded(item, attempt, { runId: attempt.runId, result, cost: costOf(context, result) })
      return
    }
    case 'failed':
      journal.failed(item, attempt, { code: outcome.code, message: outcome.message })
      return
    case 'cancelled':
      keepCancelled(context, item, { attempt, cost: outcome.cost })
  }
}

function keepMissing(
  { journal }: RunContext,
  item: JournalItem,
  { attempt, apiKey }: { readonly attempt: Attempt; readonly apiKey: string },
): void {
  const run = `The service does not know run ${attempt.runId ?? ''}`
  const message = isSentWith(attempt, apiKey)
    ? `${run} any more.`
    : `${run} under the key in use, which is not known to be the one it was started with. Put back the key of that time and look again.`
  journal.unresolved(item, attempt, { code: 'outcome-unknown', message })
}

/** Runflow bills a stopped run for the work done (Runflow §6); without a figure its full price counts as spent. */
function keepCancelled(
  { journal }: RunContext,
  item: JournalItem,
  { attempt, cost }: { readonly attempt: Attempt; readonly cost: Cost | null },
): void {
  const failure = { code: 'provider-failed', message: 'The run was stopped at the service.' } as const
  if (cost?.amount === noMoney) journal.failed(item, attempt, failure)
  else
    journal.lost(item, attempt, {
      cost: cost ?? { amount: attempt.price, source: 'estimate' },
      failure,
      status: 'failed',
    })
}

function costOf({ model, batch }: RunContext, { cost }: EditResult): Cost {
  return cost ?? { amount: worstCasePrice(model, batch.recipe.parameters), source: 'estimate' }
}
