import { formatUsd, noMoney } from '../../../shared/domain/money.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { ResultImage } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import { forgetKept, placeKnown, placeNew, type Collecting } from './place-result.ts'
import { findHeld } from './receive-result.ts'
import type { RunContext } from './run-context.ts'
import { removeKept } from './work-folder.ts'

/**
 * Brings every picture of a paid result to disk and marks the item done after the last one. It can be called again
 * after any interruption and goes on with what is missing; nothing in it is paid. A picture that cannot be had any more
 * does not hold up the others: they are all in place before the journal says that one is lost.
 */
export async function collectItem(context: RunContext, collecting: Collecting): Promise<void> {
  const { journal } = context
  const { item, entry, attempt } = collecting
  const images = attempt.result?.images ?? []
  if (images.length === 0) {
    return journal.lost(entry, attempt, { cost: null, failure: withoutPicture(attempt), status: 'failed' })
  }
  journal.item(item.id, { status: 'fetching' })
  const losses: Failure[] = []
  for (const [number, image] of images.entries()) {
    const loss = await collectOne(context, collecting, { image, number })
    if (loss !== null) losses.push(images.length === 1 ? loss : withPlace(loss, number, images.length))
    const held = await findHeld(context, attempt, { image, number })
    if (held !== null) await removeKept(held.path)
  }
  const [failure] = losses
  if (failure === undefined) return journal.item(item.id, { status: 'done' }, 'full')
  const isMadeAgain = attempt.price === 0 && failure.code === 'result-lost'
  journal.lost(entry, attempt, { cost: null, failure, status: isMadeAgain ? 'queued' : 'failed' })
}

function withoutPicture({ result, cost }: Attempt): Failure {
  const charged = `The service charged ${formatUsd(cost ?? noMoney)} for it and returned no picture`
  return result?.nsfwDetected === true
    ? { code: 'content-refused', message: `${charged}, because it declined the content.` }
    : { code: 'provider-failed', message: `${charged}.` }
}

function withPlace({ code, message }: Failure, number: number, count: number): Failure {
  return { code, message: `Result ${number + 1} of ${count}: ${message}` }
}

/** Why this picture cannot be had any more; null when it is in its place. */
async function collectOne(
  context: RunContext,
  collecting: Collecting,
  wanted: { readonly image: ResultImage; readonly number: number },
): Promise<Failure | null> {
  const known = context.outputs.ofAttempt(collecting.attempt.id).find(({ number }) => number === wanted.number)
  if (known?.state === 'published') {
    await forgetKept(context, known)
    return null
  }
  if (known !== undefined && (await placeKnown(context, collecting, known))) return null
  return placeNew(context, collecting, wanted)
}
