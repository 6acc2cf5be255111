import { AppError } from '../../shared/errors.ts'
import { worstCasePrice } from '../../shared/models/price.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type ResultImage,
  type SubmitOutcome,
  type WireRequest,
} from '../providers/provider.ts'
import type { Attempt } from './attempts.ts'
import type { JournalItem } from './journal.ts'
import type { OutputFiles } from './output-files.ts'
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
  const attempt = journal.begin(item, worstCasePrice(model, batch.recipe.parameters), caps)
  const wire = await buildRequest(context, identify(item, attempt), prepared)
  await sendPaid(context, item, { attempt, wire })
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
  await sendPaid(context, item, { attempt, wire: { path, body, bodySha256 } })
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
}

/** Tries while the service says it took nothing; each try is journalled before it starts and after it is refused. */
async function sendPaid(context: RunContext, item: JournalItem, { attempt, wire }: Sending): Promise<void> {
  const { journal, gate, leave, throttle } = context
  for (let tries = 1; ; tries += 1) {
    if (!gate.isOpen) throw new AppError('cancelled', stoppedByUser.message)
    const call = await callContext(context)
    leave.throwIfAborted()
    journal.submitting(item, attempt, wire)
    try {
      const outcome = await context.provider.submit(wire, identify(item, attempt), call)
      throttle.onClean()
      await keepOutcome(context, item, { attempt, outcome })
      return
    } catch (thrown) {
      if (!keepRefusal(context, item, { attempt, thrown })) return
      if (!(thrown instanceof CallFailure) || thrown.kind !== 'busy' || tries === mostTries) throw thrown
      await waitOut(thrown, tries, retrying(context))
    }
  }
}

async function keepOutcome(
  { journal, model, batch, files }: RunContext,
  item: JournalItem,
  { attempt, outcome }: { readonly attempt: Attempt; readonly outcome: SubmitOutcome },
): Promise<void> {
  if (outcome.kind === 'accepted') {
    journal.accepted(item, attempt, { runId: outcome.runId, requestId: outcome.requestId })
    return
  }
  const estimate = { amount: worstCasePrice(model, batch.recipe.parameters), source: 'estimate' } as const
  const cost = outcome.result.cost ?? estimate
  const images = await Promise.all(
    outcome.result.images.map((image, index) => holdInline(files, attempt, { image, index })),
  )
  journal.succeeded(item, attempt, { runId: outcome.runId, result: { ...outcome.result, images }, cost })
}

/** A result that came inside the reply exists nowhere else, so its bytes are on disk before the journal says they are. */
async function holdInline(
  files: OutputFiles,
  { id }: Attempt,
  { image, index }: { readonly image: ResultImage; readonly index: number },
): Promise<ResultImage> {
  if (image.kind !== 'base64') return image
  const bytes = Buffer.from(image.base64.replace(/^data:[^,]*,/, ''), 'base64')
  const path = await files.keep({ bytes }, { attemptId: id, index, extension: 'received' })
  return { kind: 'file', path, flagged: image.flagged }
}

/**
 * Journals a failed try. False means the outcome is unknown: the attempt stays `submitting`, and only a look-up or the
 * user may take it further. Anything that is not a `CallFailure` counts as unknown, a bug of ours included.
 */
function keepRefusal(
  { journal, log }: RunContext,
  item: JournalItem,
  { attempt, thrown }: { readonly attempt: Attempt; readonly thrown: unknown },
): boolean {
  if (!(thrown instanceof CallFailure) || thrown.kind === 'unanswered') {
    log.warn('a paid request has no answer', { attempt: attempt.id, thrown })
    return false
  }
  journal.notAccepted(item, attempt)
  return true
}
