import { formatUsd } from '../../../shared/domain/money.ts'
import { AppError, type Failure } from '../../../shared/errors.ts'
import { CallFailure, type LookUpOutcome } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import { pausesBatch } from './gate.ts'
import type { JournalItem } from '../journal/journal.ts'
import { adoptReceived } from './keep-outcome.ts'
import { isSentWith } from '../journal/key-mark.ts'
import { mostTries, retryFree } from './retry.ts'
import { callContext, retrying, stoppedByUser, type RunContext } from './run-context.ts'
import { identify, resendItem } from './submit.ts'

/**
 * Finds out what became of a paid request that got no answer (Runflow §7, AIML API §7). Found: it is adopted. Proven
 * absent where a repeat is proven safe: the identical request is sent again. Anything else leaves the item unresolved
 * with its price held, for the user to decide.
 */
export async function settleUnanswered(context: RunContext, item: JournalItem, attempt: Attempt): Promise<void> {
  const { journal, provider, gate } = context
  // A run that was taken is asked for by its own name: that nobody finds it by another proves nothing.
  if (attempt.runId !== null) return journal.accepted(item, attempt, { runId: attempt.runId, requestId: null })
  if (await adoptReceived(context, item, attempt)) return
  let known = attempt
  for (let sent = 1; known.state === 'submitting' || sent === 1; sent += 1) {
    const answer = await lookUp(context, item, known)
    if (!('kind' in answer)) return journal.unresolved(item, known, answer)
    if (answer.kind !== 'absent') return keepAnswer(context, item, { attempt: known, answer })
    if (!answer.isProof || !provider.canResend) return journal.unresolved(item, known, notFound(known))
    if (sent === mostTries) return journal.unresolved(item, known, neverAnswered)
    // Whoever goes on with the batch lets it be sent again; it is not for the user to decide what is proven.
    if (!gate.maySend) throw new AppError('cancelled', stoppedByUser.message)
    await resendItem(context, item, known)
    known = journal.latest(item.id) ?? known
  }
}

const neverAnswered: Failure = {
  code: 'outcome-unknown',
  message: `Sent ${mostTries} times under one id. The service never answered and does not show it.`,
}

type Found = Exclude<LookUpOutcome, { kind: 'absent' }>

/**
 * Asks as often as the service's log may need, each time so long after the request was sent: after a restart that is
 * mostly over. A batch that was stopped asks once; the user can let it ask again.
 */
async function lookUp(context: RunContext, item: JournalItem, attempt: Attempt): Promise<LookUpOutcome | Failure> {
  let answer: LookUpOutcome | Failure = { code: 'outcome-unknown', message: 'Sent, no answer yet.' }
  let dueMs = Date.parse(attempt.submittedAt ?? context.clock.now().toISOString())
  for (const waitMs of context.lookUpWaitsMs) {
    dueMs += waitMs
    const leftMs = Math.min(Math.max(dueMs - context.clock.now().getTime(), 0), waitMs)
    if (context.gate.maySend && leftMs > 0) await context.clock.sleep(leftMs, context.leave)
    answer = await lookUpOnce(context, item, attempt)
    if (!('kind' in answer) || answer.kind !== 'absent' || !context.gate.maySend) return answer
  }
  return answer
}

/** What the service says, or why it cannot be asked now. Without network, key or permission the batch stops instead. */
async function lookUpOnce(context: RunContext, item: JournalItem, attempt: Attempt): Promise<LookUpOutcome | Failure> {
  try {
    return await retryFree(async () => {
      const call = await callContext(context)
      const answer = await context.provider.lookUp(identify(item, attempt), call)
      return answer.kind === 'absent' && !isSentWith(attempt, call.apiKey) ? otherKey(attempt) : answer
    }, retrying(context))
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || pausesBatch(thrown.code)) throw thrown
    return {
      code: 'outcome-unknown',
      message: `Sent, no answer yet, and the service could not be asked: ${thrown.message}`,
    }
  }
}

function keepAnswer(
  { journal }: RunContext,
  item: JournalItem,
  { attempt, answer }: { readonly attempt: Attempt; readonly answer: Found },
): void {
  if (answer.kind === 'found') {
    journal.accepted(item, attempt, { runId: answer.runId, requestId: null })
    return
  }
  const cost = answer.cost ?? { amount: attempt.price, source: 'estimate' as const }
  const message = `Charged ${formatUsd(cost.amount)}, but the answer with the picture never arrived, and the service cannot give it again.`
  journal.lost(item, attempt, { cost, status: 'unresolved', failure: { code: 'result-lost', message } })
}

function otherKey({ price }: Attempt): Failure {
  return {
    code: 'outcome-unknown',
    message: `Sent, no answer. The key in use is not known to be the one it was sent with, so that the service does not show it proves nothing; it may have cost up to ${formatUsd(price)}. Put back the key of that time and look again.`,
  }
}

function notFound({ price }: Attempt): Failure {
  return {
    code: 'outcome-unknown',
    message: `Sent, no answer. The service does not show it, which proves nothing; it may have cost up to ${formatUsd(price)}.`,
  }
}
