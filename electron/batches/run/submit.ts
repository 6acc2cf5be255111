import { AppError } from '../../../shared/errors.ts'
import { worstCasePrice } from '../../../shared/models/price.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type CallContext,
  type SubmitOutcome,
  type WireRequest,
} from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import type { JournalItem } from '../journal/journal.ts'
import { keepOutcome } from './keep-outcome.ts'
import { isSentWith, markKey } from '../journal/key-mark.ts'
import type { PreparedItem } from './prepare-item.ts'
import { mostTries, retryFree, waitOut } from './retry.ts'
import { callContext, retrying, stoppedByUser, type RunContext } from './run-context.ts'

/**
 * Reserves, journals and sends one paid request. Afterwards the journal says what became of it: accepted, succeeded
 * or still `submitting` when no answer came. Throws what stops the item or the batch; the attempt is then `reserved`
 * when nothing was taken, and its hold is the caller's to give back.
 */
export async function submitItem(context: RunContext, item: JournalItem, prepared: PreparedItem): Promise<void> {
  const { journal, model, batch, caps } = context
  const attempt = journal.begin(item, worstCasePrice(model, batch.recipe.parameters), await caps())
  const wire = await buildRequest(context, identify(item, attempt), prepared)
  await sendPaid(context, item, { attempt, wire, isRepeat: false })
}

/** Sends a journalled request again, byte for byte, under the same attempt: for services that prove it is not taken twice. */
export async function resendItem(context: RunContext, item: JournalItem, attempt: Attempt): Promise<void> {
  const { path, body, bodySha256 } = attempt
  if (path === null || body === null || bodySha256 === null) {
    throw new AppError(
      'outcome-unknown',
      'The request is not in the journal word for word, so it cannot be repeated safely.',
    )
  }
  await sendPaid(context, item, { attempt, wire: { path, body, bodySha256 }, isRepeat: true })
}

export function identify(item: JournalItem, { id, submittedAt }: Attempt): AttemptIdentity {
  const startedAtMs = submittedAt === null ? {} : { startedAtMs: Date.parse(submittedAt) }
  return { id, batchId: item.batchId, itemId: item.id, ...startedAtMs }
}

function buildRequest(context: RunContext, identity: AttemptIdentity, { request }: PreparedItem): Promise<WireRequest> {
  return retryFree(async () => context.provider.build(request, identity, await callContext(context)), retrying(context))
}

interface Sending {
  readonly attempt: Attempt
  readonly wire: WireRequest
  /** An earlier sending of the same request got no answer. */
  readonly isRepeat: boolean
}

/** Tries while the service says it took nothing; each try is journalled before it starts and after it is refused. */
async function sendPaid(context: RunContext, item: JournalItem, sending: Sending): Promise<void> {
  const { journal, gate, leave } = context
  const { attempt, wire, isRepeat } = sending
  for (let tries = 1; ; tries += 1) {
    const call = await callContext(context)
    leave.throwIfAborted()
    if (!gate.maySend) throw new AppError('cancelled', stoppedByUser.message)
    if (isRepeat && !isSentWith(attempt, call.apiKey)) throw new AppError('outcome-unknown', otherKeyNow)
    journal.submitting(item, attempt, { ...wire, keyMark: markKey(call.apiKey, attempt.id) })
    const answer = await sendOnce(context, item, { ...sending, call })
    if (answer === null) return
    if (!(answer instanceof CallFailure)) return keepOutcome(context, item, { attempt, outcome: answer })
    if (answer.kind !== 'busy' || tries === mostTries) throw answer
    await waitOut(answer, tries, retrying(context))
  }
}

/** Another account would take the same request, and charge for it, once more. */
const otherKeyNow = 'It was sent with another key, so it cannot be repeated safely with this one.'

interface OneSending extends Sending {
  readonly call: CallContext
}

/**
 * What the service answered, or how it refused. Null means that the outcome is unknown: the attempt stays `submitting`,
 * and only a look-up or the user may take it further. Anything that is not a `CallFailure` counts as unknown, a bug of
 * ours included. That a repeat is put off says nothing about the first sending, so only a refusal of the request itself
 * ends the doubt.
 */
async function sendOnce(
  context: RunContext,
  item: JournalItem,
  { attempt, wire, isRepeat, call }: OneSending,
): Promise<SubmitOutcome | CallFailure | null> {
  const { journal, provider, throttle, log } = context
  try {
    const outcome = await provider.submit(wire, identify(item, attempt), call)
    throttle.onClean()
    return outcome
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || thrown.kind === 'unanswered') {
      log.warn('a paid request has no answer', { attempt: attempt.id, thrown })
      // Whether it was taken or not, the service asked to be left alone meanwhile, also by the look-up and a repeat.
      if (thrown instanceof CallFailure && thrown.retryAfterMs !== null) await waitOut(thrown, 1, retrying(context))
      return null
    }
    if (!isRepeat || thrown.kind === 'refused') journal.notAccepted(item, attempt)
    return thrown
  }
}
